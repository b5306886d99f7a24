import { TiterError } from "../errors.ts";
import type { Dtype } from "../image/dtype.ts";
import type { Plane } from "../image/plane.ts";
import { type TiffOptions, tiffParts } from "./write.ts";

/** Planes of one size and pixel type with their axes, the channel running fastest, then z, then time (as ImageJ orders them). */
export interface PlaneStack {
  readonly planes: readonly Plane[];
  readonly channels: readonly { readonly name: string; readonly color?: string }[];
  readonly slices: number;
  readonly frames: number;
  /** Seconds between frames, when known. */
  readonly frameSeconds?: number;
}

/** How a stack becomes a file. */
export type StackOptions = Pick<TiffOptions, "deflate" | "big">;

const imageJTypes: readonly Dtype[] = ["uint8", "uint16", "float32"];

/**
 * A stack as the parts of an ImageJ hyperstack; pixel size, z step and frame interval are kept in micrometres and seconds.
 *
 * @throws `STACK_UNEVEN` when the planes are not what the axes say; `TIFF_UNSUPPORTED` for pixel types that ImageJ has not.
 */
export function imageJParts(stack: PlaneStack, options: StackOptions = {}): Uint8Array[] {
  const { channels, slices, frames, frameSeconds } = stack;
  const [first] = checked(stack);
  if (!imageJTypes.includes(first.dtype)) {
    throw new TiterError("TIFF_UNSUPPORTED", {
      what: `ImageJ has no stacks of ${first.dtype}`,
      todo: `Convert the planes to one of ${imageJTypes.join(", ")}, or write OME-TIFF.`,
    });
  }
  const lines = [
    "ImageJ=1.54f",
    `images=${stack.planes.length}`,
    `channels=${channels.length}`,
    `slices=${slices}`,
    `frames=${frames}`,
    "hyperstack=true",
    `mode=${channels.length > 1 ? "composite" : "grayscale"}`,
    ...(first.spacing ? ["unit=micron"] : []),
    ...(first.spacing?.z ? [`spacing=${first.spacing.z}`] : []),
    ...(frameSeconds === undefined ? [] : [`finterval=${frameSeconds}`]),
    "loop=false",
    "",
  ];
  return tiffParts(stack.planes, { ...options, resolution: "um", description: lines.join("\n") });
}

const omeTypes: Readonly<Record<Dtype, string>> = {
  uint8: "uint8",
  uint16: "uint16",
  uint32: "uint32",
  int32: "int32",
  float32: "float",
};

/**
 * A stack as the parts of an OME-TIFF file with OME-XML of the schema 2016-06: sizes, calibration in micrometres, channel names and
 * colours.
 *
 * @throws `STACK_UNEVEN` when the planes are not what the axes say.
 */
export function omeParts(stack: PlaneStack, options: StackOptions = {}): Uint8Array[] {
  const { channels, slices, frames, frameSeconds, planes } = stack;
  const [{ dtype, width, height, spacing }] = checked(stack);
  const sizes = { X: width, Y: height, C: channels.length, Z: slices, T: frames };
  const pixels: [name: string, value: string | number | undefined][] = [
    ["ID", "Pixels:0"],
    ["DimensionOrder", "XYCZT"],
    ["Type", omeTypes[dtype]],
    ...Object.entries(sizes).map(([axis, size]): [string, number] => [`Size${axis}`, size]),
    ["PhysicalSizeX", spacing?.x],
    ["PhysicalSizeY", spacing?.y],
    ["PhysicalSizeZ", spacing?.z],
    ["TimeIncrement", frameSeconds],
  ];
  const channelElements = channels.map(({ name, color }, i) =>
    element("Channel", [
      ["ID", `Channel:0:${i}`],
      ["Name", name],
      ["Color", color === undefined ? undefined : omeColor(color)],
      ["SamplesPerPixel", 1],
    ]),
  );
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openmicroscopy.org/Schemas/OME/2016-06 http://www.openmicroscopy.org/Schemas/OME/2016-06/ome.xsd" Creator="Titer">',
    '<Image ID="Image:0">',
    element("Pixels", pixels).replace(/\/>$/, ">"),
    ...channelElements,
    `<TiffData IFD="0" PlaneCount="${planes.length}"/>`,
    "</Pixels>",
    "</Image>",
    "</OME>",
  ];
  return tiffParts(planes, { ...options, description: text.join("") });
}

/** Planes of a stack, of which there is at least one. */
function checked({ planes, channels, slices, frames }: PlaneStack): readonly [Plane, ...Plane[]] {
  const [first, ...others] = planes;
  const same = ({ dtype, width, height }: Plane) =>
    dtype === first?.dtype && width === first.width && height === first.height;
  const wanted = channels.length * slices * frames;
  if (first && planes.length === wanted && others.every(same)) return [first, ...others];
  throw new TiterError("STACK_UNEVEN", {
    what:
      planes.length === wanted
        ? "the planes of the stack differ in size or pixel type"
        : `${planes.length} planes are no ${channels.length} channels of ${slices} slices and ${frames} frames`,
    todo: "Give one plane for each channel, slice and frame, all alike.",
  });
}

function element(name: string, attributes: readonly (readonly [string, string | number | undefined])[]): string {
  const given = attributes.filter(([, value]) => value !== undefined);
  return `<${name} ${given.map(([key, value]) => `${key}="${escaped(String(value))}"`).join(" ")}/>`;
}

/** ASCII text for an XML attribute: other letters as their numbers. */
function escaped(text: string): string {
  return [...text].map((letter) => (/[&<>"]|[^ -~]/u.test(letter) ? `&#${letter.codePointAt(0)};` : letter)).join("");
}

/** `RRGGBB` as OME's signed number of red, green, blue and alpha. */
function omeColor(color: string): number {
  return (Number.parseInt(color, 16) << 8) | 0xff | 0;
}
