import { planeComponents } from "../../components/components.ts";
import { TiterError } from "../../errors.ts";
import type { ImageHeader } from "../../files/folder.ts";
import { baseName, compareNatural } from "../../files/names.ts";
import { pageAxes, timeStepOf, zStepOf } from "../../tiff/index.ts";
import { type FoundPlane, missingPlanes, sortPlanes } from "../assemble.ts";
import { Headers } from "../headers.ts";
import type { Microscope } from "../microscope.ts";
import type { Channel, PlateIndex } from "../plateIndex.ts";
import { wellName } from "../wells.ts";
import { type FileRow, patternRows, tableRows } from "./rows.ts";

/** A plate whose files a regular expression tells apart: named groups `well` (or `row` and `column`), `site`, `channel`, `z`, `timepoint`. */
export function patternFormat(pattern: string): Microscope {
  return format(`paths that match ${pattern}`, (files) => patternRows(pattern, files));
}

/** A plate whose files a table lists: a column `path`, and columns called as the components. */
export function tableFormat(table: readonly Readonly<Record<string, unknown>>[]): Microscope {
  return format("the files of the table", () => tableRows(table));
}

/** Files with several pages give their planes from ImageJ's or OME's description, else as z. */
function format(looksFor: string, rowsOf: (files: readonly string[]) => readonly FileRow[]): Microscope {
  return {
    format: "generic",
    looksFor,
    recognises: () => true,
    async read(folder, files) {
      const there = new Set(files);
      const rows = rowsOf(files);
      const problems: PlateIndex["problems"][number][] = [];
      const known = rows.filter(({ path }) => {
        if (!there.has(path))
          problems.push({ code: "FILE_MISSING", path, message: "the table lists a file that is not there" });
        return there.has(path);
      });
      if (known.length === 0) {
        throw new TiterError("NOT_A_PLATE", {
          what: `none of ${files.length} files has ${looksFor}`,
          where: { plate: folder.path },
          todo: `Paths look like ${files.slice(0, 3).join(", ") || "nothing: the folder is empty"}.`,
        });
      }
      const headers = new Headers(folder);
      const numbers = componentNumbers(known);
      const pages = new Map(known.map(({ path }) => [path, headers.of(path)]));
      const found = known.flatMap((row) => planesOf(row, numbers, folder.path, pages.get(row.path)));
      const components = sortPlanes(found);
      const header = headers.first(found);
      const zStepUm = zStepOf(header.description);
      const timeStepSeconds = timeStepOf(header.description);
      return {
        format: "generic",
        path: folder.path,
        name: baseName(folder.path),
        wells: components.wells,
        sites: components.sites,
        channels: components.channelIds.map(
          (id) => numbers.channels.find((channel) => channel.id === id) ?? { id, name: `C${id}` },
        ),
        zPlanes: components.zPlanes,
        timepoints: components.timepoints,
        shape: { y: header.height, x: header.width },
        dtype: header.dtype,
        pixelSizeUm: header.pixelSizeUm ?? null,
        ...(zStepUm === undefined || components.zPlanes.length < 2 ? {} : { zStepUm }),
        ...(timeStepSeconds === undefined || components.timepoints.length < 2 ? {} : { timeStepSeconds }),
        positions: [],
        grid: components.sites.length === 1 ? { rows: 1, columns: 1 } : null,
        missing: missingPlanes(components),
        problems: [...problems, ...components.problems, ...headers.problems],
      };
    },
  };
}

/** How texts become numbers: numbers stay, words are counted in natural order and keep their name as a channel. */
interface Numbers {
  readonly of: (component: string, text: string) => number;
  readonly channels: readonly Channel[];
}

function componentNumbers(rows: readonly FileRow[]): Numbers {
  const words = new Map<string, readonly string[]>();
  for (const component of planeComponents) {
    const texts = [...new Set(rows.flatMap(({ components }) => components[component] ?? []))];
    if (texts.some((text) => !/^\d+$/.test(text))) words.set(component, texts.sort(compareNatural));
  }
  return {
    of: (component, text) => {
      const list = words.get(component);
      return list ? list.indexOf(text) + 1 : Number(text);
    },
    channels: (words.get("channel") ?? []).map((name, i) => ({ id: i + 1, name })),
  };
}

function planesOf(row: FileRow, numbers: Numbers, plate: string, header: ImageHeader | undefined): FoundPlane[] {
  const { path, components } = row;
  const number = (component: string) => {
    const text = components[component];
    return text === undefined ? undefined : numbers.of(component, text);
  };
  const axes = header ? pageAxes(`${plate}/${path}`, header.description, header.pages) : undefined;
  const lengths = { c: axes?.channels ?? 1, z: axes?.slices ?? 1, t: axes?.frames ?? 1 };
  return Array.from({ length: header?.pages ?? 1 }, (_, page) => {
    const at = { c: 0, z: 0, t: 0 };
    let rest = page;
    for (const axis of axes?.order ?? []) {
      at[axis] = rest % lengths[axis];
      rest = Math.floor(rest / lengths[axis]);
    }
    const id = {
      site: number("site") ?? 1,
      channel: number("channel") ?? at.c + 1,
      z: number("z") ?? at.z + 1,
      timepoint: number("timepoint") ?? at.t + 1,
    };
    return { well: wellOf(row, plate), file: { id, path, page }, projection: false };
  });
}

/** The well as `B03`; A01 when the files do not tell wells apart. */
function wellOf({ path, components }: FileRow, plate: string): string {
  const { well, row, column } = components;
  if (well === undefined && row === undefined && column === undefined) return "A01";
  const [, letters, digits] =
    /^([A-Za-z]{1,2}|\d{1,2})(?:\D)?(\d{1,2})$/.exec(well ?? `${row ?? "A"}-${column ?? "1"}`) ?? [];
  if (letters && digits && Number(digits) > 0) {
    return /\d/.test(letters)
      ? wellName(Number(letters), Number(digits))
      : letters.toUpperCase() + digits.padStart(2, "0").slice(-2);
  }
  throw new TiterError("BAD_WELL_NAME", {
    what: `"${well ?? `${row}, ${column}`}" is no well`,
    where: { plate, file: path },
    todo: "Wells have a row in letters and a column in digits, like B03.",
  });
}
