import type { Directory } from "./directory.ts";

/** Micrometres in the units that MetaMorph, ImageJ and OME write. */
const micrometres: Readonly<Record<string, number>> = {
  um: 1,
  "\u00b5m": 1,
  "\u03bcm": 1,
  "\\u00b5m": 1,
  micron: 1,
  microns: 1,
  micrometer: 1,
  nm: 1e-3,
  mm: 1e3,
  cm: 1e4,
  m: 1e6,
};

/** Resolutions that give larger pixels are meant for printers. */
const largestPixel = 50;

/**
 * Micrometres per pixel along x, from MetaMorph's UIC1 tag, OME-XML, ImageJ's description or the resolution in pixels per
 * centimetre; undefined when none of them says.
 */
export function pixelSizeOf(
  directory: Directory,
  text: string,
  resolution: { readonly x: number; readonly unit: string } | null,
): number | undefined {
  const sizes = [
    () => metaMorph(directory),
    () => ome(text),
    () => (resolution ? imageJ(text, resolution.x) : undefined),
    () => (resolution?.unit === "cm" && 1e4 / resolution.x < largestPixel ? 1e4 / resolution.x : undefined),
  ];
  for (const size of sizes) {
    const value = size();
    if (value !== undefined && value > 0 && Number.isFinite(value)) return value;
  }
  return undefined;
}

const uic1 = 33628;

/** Pairs of a number and a value or place; 4 is the calibration along x as a fraction, 6 its unit. Source: the STK format, UIC1Tag. */
function metaMorph(directory: Directory): number | undefined {
  const count = directory.count(uic1);
  const values = count > 0 && count < 10_000 ? (directory.longs(uic1, count * 2) ?? []) : [];
  const find = (id: number) => values.find((_, i) => i % 2 === 1 && values[i - 1] === id);
  const [calibrationAt, unitAt] = [find(4), find(6)];
  if (calibrationAt === undefined || find(3) === 0) return undefined;
  const [numerator = 0, denominator = 1] = directory.longsAt(calibrationAt, 2);
  return (
    (numerator / denominator) * (unitAt === undefined ? 1 : (micrometres[unitName(directory, unitAt)] ?? Number.NaN))
  );
}

/** A text behind its length. */
function unitName(directory: Directory, at: number): string {
  const [length = 0] = directory.longsAt(at, 1);
  const words = directory.longsAt(at + 4, Math.ceil(Math.min(length, 8) / 4));
  const letters = words.flatMap((word) => [word & 255, (word >> 8) & 255, (word >> 16) & 255, word >>> 24]);
  return String.fromCharCode(...letters.slice(0, length))
    .replace(/\0.*$/s, "")
    .toLowerCase();
}

/** Micrometres between the slices of a stack, from OME-XML or ImageJ's description; undefined when neither says. */
export function zStepOf(text: string): number | undefined {
  const spacing = text.startsWith("ImageJ=") ? Number(/^spacing=(.*)$/m.exec(text)?.[1] ?? Number.NaN) : undefined;
  const step = spacing === undefined ? ome(text, "Z") : spacing * (imageJUnit(text) ?? Number.NaN);
  return step !== undefined && step > 0 && Number.isFinite(step) ? step : undefined;
}

/** Seconds between the time points of a stack, from OME-XML or ImageJ's description; undefined when neither says. */
export function timeStepOf(text: string): number | undefined {
  const pixels = /<Pixels\s[^>]*>/.exec(text)?.[0] ?? "";
  const unit = /\sTimeIncrementUnit="([^"]*)"/.exec(pixels)?.[1] ?? "s";
  const increment = Number(/\sTimeIncrement="([^"]*)"/.exec(pixels)?.[1] ?? Number.NaN);
  const interval = Number((text.startsWith("ImageJ=") && /^finterval=(.*)$/m.exec(text)?.[1]) || Number.NaN);
  const step = Number.isNaN(interval) ? increment * (seconds[unit] ?? Number.NaN) : interval;
  return step > 0 && Number.isFinite(step) ? step : undefined;
}

/** Seconds in the units that OME-XML names. */
const seconds: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, min: 60, h: 3600 };

/** `PhysicalSizeX` of the first `Pixels`; the description's bytes are characters here, so a UTF-8 sign of micro is two. */
function ome(text: string, axis: "X" | "Z" = "X"): number | undefined {
  const pixels = /<Pixels\s[^>]*>/.exec(text)?.[0];
  const size = pixels && new RegExp(`\\sPhysicalSize${axis}="([^"]*)"`).exec(pixels)?.[1];
  if (!size) return undefined;
  const unit = new RegExp(`\\sPhysicalSize${axis}Unit="([^"]*)"`)
    .exec(pixels)?.[1]
    ?.replace("\u00c2", "")
    .replace("\u00ce\u00bc", "\u00b5");
  return Number(size) * (unit === undefined ? 1 : (micrometres[unit] ?? Number.NaN));
}

function imageJ(text: string, perUnit: number): number | undefined {
  const factor = imageJUnit(text);
  return factor === undefined ? undefined : factor / perUnit;
}

/** Micrometres in the unit of ImageJ's description. */
function imageJUnit(text: string): number | undefined {
  const unit = text.startsWith("ImageJ=") ? /^unit=(.*)$/m.exec(text)?.[1]?.trim() : undefined;
  if (unit === undefined) return undefined;
  return micrometres[unit.toLowerCase().replace("&micro;", "\u00b5").replace("\u00c2", "")];
}
