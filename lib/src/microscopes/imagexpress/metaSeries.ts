/** What MetaXpress writes into tag 270 of each image. */
export interface MetaSeries {
  readonly pixelSizeUm: number | undefined;
  /** Absolute position of the stage in micrometres, y down. */
  readonly stage: { readonly y: number; readonly x: number } | undefined;
  /** Name of the acquisition setting, such as `DAPI`. */
  readonly channelName: string | undefined;
  /** Height of the objective in micrometres. */
  readonly zUm: number | undefined;
  /** When it was taken, in seconds by the clock there. */
  readonly timeSeconds: number | undefined;
  readonly emissionNm: number | undefined;
  readonly exposureSeconds: number | undefined;
}

/** Micrometres in the units that MetaXpress writes. */
const micrometres: Readonly<Record<string, number>> = { um: 1, µm: 1, micron: 1, microns: 1, mm: 1000, nm: 0.001 };

/**
 * Reads `<prop id="..." type="..." value="..."/>` lines; each value is looked up on its own, so a damaged tag costs only what it hides.
 * A calibration that is switched off or in another unit (pixels) is unknown, not 1.
 */
export function parseMetaSeries(description: string): MetaSeries {
  const prop = (id: string) => {
    const at = description.indexOf(`id="${id}"`);
    const match = at < 0 ? null : /^[^<>]*?value="([^"]*)"/.exec(description.slice(at, at + 1000));
    return match?.[1] === undefined ? undefined : unescaped(match[1]);
  };
  const number = (id: string) => {
    const text = prop(id);
    const value = Number(text);
    return text?.trim() && Number.isFinite(value) ? value : undefined;
  };
  const factor = micrometres[(prop("spatial-calibration-units") ?? "um").toLowerCase()];
  const size = prop("spatial-calibration-state") === "off" ? undefined : number("spatial-calibration-x");
  const y = number("stage-position-y");
  const x = number("stage-position-x");
  return {
    pixelSizeUm: size && size > 0 && factor ? size * factor : undefined,
    stage: y === undefined || x === undefined ? undefined : { y, x },
    zUm: number("z-position"),
    timeSeconds: timeOf(prop("acquisition-time-local")),
    emissionNm: number("wavelength") || undefined,
    exposureSeconds: exposureOf(description),
    channelName: prop("image-name")?.replace(/^Copy of /, "") || prop("_IllumSetting_") || undefined,
  };
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text with its XML references to characters, by name or number, read; others stay as they are. */
function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|(\w+));/g, (whole, code: string | undefined, name: string) =>
    code === undefined
      ? (entities[name] ?? whole)
      : Number(code) <= 0x10ffff
        ? String.fromCodePoint(Number(code))
        : whole,
  );
}

/** `20240709 13:11:09.842`, in seconds since 1970 as if the clock went by UTC: only differences count. */
function timeOf(text: string | undefined): number | undefined {
  const [, year, month, day, time] = /^(\d{4})(\d{2})(\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/.exec(text ?? "") ?? [];
  const milliseconds = Date.parse(`${year}-${month}-${day}T${time}Z`);
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : undefined;
}

/** `Exposure: 100 ms` among the lines that the operator sees. */
function exposureOf(description: string): number | undefined {
  const [, digits, unit] = /\bExposure: ([\d.]+) (ms|s|sec)\b/.exec(description) ?? [];
  const value = Number(digits) * (unit === "ms" ? 1e-3 : 1);
  return value > 0 && Number.isFinite(value) ? value : undefined;
}
