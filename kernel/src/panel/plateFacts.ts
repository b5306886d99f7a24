import type { PlateIndex } from "titer";
import type { FileAnswer, FileQuestion, PlateFacts } from "titer/protocol";

/** What panels show of a plate. */
export function plateFacts(index: PlateIndex): PlateFacts {
  const missing = new Map<string, number>();
  for (const { well } of index.missing) missing.set(well, (missing.get(well) ?? 0) + 1);
  const { path, name, format, sites, channels, zPlanes, timepoints, shape, dtype, pixelSizeUm, grid } = index;
  return {
    path,
    name,
    format,
    wells: index.wells.map(({ well, planes }) => ({ well, planes: planes.length, missing: missing.get(well) ?? 0 })),
    sites,
    channels,
    zPlanes,
    timepoints,
    shape,
    dtype,
    pixelSizeUm,
    zStepUm: index.zStepUm ?? null,
    grid,
    subDirectories: index.subDirectories ?? [],
    problems: index.problems,
  };
}

/** The files of a plate that fit a question. */
export function findFiles(index: PlateIndex, question: FileQuestion): FileAnswer {
  const fits = <T>(wanted: readonly T[]) => {
    const all = new Set(wanted);
    return (value: T) => all.size === 0 || all.has(value);
  };
  const [well, site, channel] = [fits(question.wells), fits(question.sites), fits(question.channels)];
  const [z, timepoint] = [fits(question.zPlanes), fits(question.timepoints)];
  const words = question.words.toLowerCase();
  const found = index.wells
    .filter((one) => well(one.well))
    .flatMap((one) => one.planes.map(({ id, path: file, page }) => ({ well: one.well, ...id, file, page })))
    .filter((one) => site(one.site) && channel(one.channel) && z(one.z) && timepoint(one.timepoint))
    .filter(({ file }) => words === "" || file.toLowerCase().includes(words));
  return { found: found.length, files: found.slice(question.offset, question.offset + question.limit) };
}
