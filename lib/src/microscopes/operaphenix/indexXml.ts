import { XMLParser } from "fast-xml-parser";
import type { PlaneId } from "../../components/components.ts";
import { messageOf, TiterError } from "../../errors.ts";
import type { Channel } from "../plateIndex.ts";
import { wellName } from "../wells.ts";
import { cutImages, type Node } from "./cutImages.ts";
import { parsePhenix } from "./fileName.ts";

/** One image as the index lists it. */
export interface IndexedImage {
  readonly well: string;
  readonly id: PlaneId;
  /** Centre relative to the well's centre in micrometres, y down. */
  readonly position: { readonly y: number; readonly x: number } | undefined;
  /** Height in micrometres. */
  readonly zUm: number | undefined;
  /** When it was taken, in seconds since 1970, or since the measurement began where the index says no more. */
  readonly timeSeconds: number | undefined;
}

/** What an Index.xml says of the plate. */
export interface PhenixIndex {
  readonly plateName: string;
  readonly images: readonly IndexedImage[];
  readonly channelNames: ReadonlyMap<number, string>;
  /** What else is said of a channel. */
  readonly channelData: ReadonlyMap<number, Omit<Channel, "id" | "name">>;
  readonly pixelSizeUm: number | undefined;
}

/** Powers of ten from the units that Harmony writes to micrometres. */
const powers: Readonly<Record<string, number>> = { m: 6, mm: 3, um: 0, µm: 0 };

/**
 * Reads the text of an Index.xml or Index.idx.xml of any Harmony version: channel data in each `Image` (V5) or once per channel
 * in a `Map` (V6 and later). Entities of a document type are not expanded.
 *
 * @param file - for messages.
 * @throws `BAD_PLATE_INDEX` when it is no such document.
 */
export function parseIndex(text: string, file: string): PhenixIndex {
  const images: IndexedImage[] = [];
  const channels = new ChannelFacts();
  // one after the other: all of them as nodes would be several times as large as the text
  const use = (node: Node) => {
    images.push(imageOf(node, file));
    channels.add(node);
  };
  const root = documentOf(cutImages(text, use), file);
  for (const node of children(child(root, "Images"), "Image")) use(node);
  if (images.length === 0) throw bad(file, "it lists no images");
  const maps = [...children(child(root, "Maps"), "Map"), ...children(child(root, "Images"), "Map")];
  for (const entry of maps.flatMap((map) => children(map, "Entry"))) channels.add(entry);
  const plate = child(child(root, "Plates"), "Plate");
  return {
    plateName: textOf(child(plate, "Name")) ?? textOf(child(plate, "PlateID")) ?? "",
    images,
    channelNames: channels.names,
    channelData: channels.data,
    pixelSizeUm: channels.pixelSizeUm,
  };
}

/** What images and entries of maps say about channels; the first that says something counts. */
class ChannelFacts {
  readonly names = new Map<number, string>();
  readonly data = new Map<number, Omit<Channel, "id" | "name">>();
  pixelSizeUm: number | undefined;

  add(node: Node): void {
    if (this.pixelSizeUm === undefined) {
      const size = length(child(node, "ImageResolutionX"));
      if (size !== undefined && size > 0) this.pixelSizeUm = size;
    }
    const id = Number(textOf(child(node, "ChannelID")) ?? textOf(child(node, "@ChannelID")));
    if (!Number.isInteger(id)) return;
    if (!this.names.has(id)) {
      const name = textOf(child(node, "ChannelName"));
      if (name) this.names.set(id, name);
    }
    if (!this.data.has(id)) {
      const data = channelOf(node);
      if (Object.keys(data).length > 0) this.data.set(id, data);
    }
  }
}

function documentOf(text: string, file: string): Node {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    removeNSPrefix: true,
  });
  let parsed: Node;
  try {
    parsed = parser.parse(text, true) as Node; // with the options above the parser gives strings, objects and arrays of them
  } catch (cause) {
    throw bad(file, `it is no valid XML: ${messageOf(cause)}`, cause);
  }
  const root = child(parsed, "EvaluationInputData");
  if (root === undefined) throw bad(file, "it has no EvaluationInputData element");
  return root;
}

function channelOf(node: Node): Omit<Channel, "id" | "name"> {
  const positive = (key: "excitationNm" | "emissionNm" | "exposureSeconds", name: string) => {
    const value = Number(textOf(child(node, name)));
    return value > 0 && Number.isFinite(value) ? { [key]: value } : {};
  };
  return {
    ...positive("excitationNm", "MainExcitationWavelength"),
    ...positive("emissionNm", "MainEmissionWavelength"),
    ...positive("exposureSeconds", "ExposureTime"),
  };
}

function imageOf(node: Node, file: string): IndexedImage {
  const number = (name: string, absent?: number) => {
    const found = textOf(child(node, name));
    const value = found === undefined ? absent : Number(found);
    if (value === undefined || !Number.isInteger(value)) throw bad(file, `an image has the ${name} "${found ?? ""}"`);
    return value;
  };
  const x = length(child(node, "PositionX"));
  const y = length(child(node, "PositionY"));
  const url = textOf(child(node, "URL")) ?? "";
  const id = {
    site: number("FieldID"),
    channel: number("ChannelID"),
    z: number("PlaneID", 1),
    timepoint: number("TimepointID", 0) + 1, // Harmony counts from 0 here and from 1 in file names
  };
  return {
    ...(parsePhenix(url) ?? { well: wellName(number("Row"), number("Col")), id }),
    timeSeconds: timeOf(node),
    zUm: length(child(node, "AbsPositionZ")) ?? length(child(node, "PositionZ")),
    position: x === undefined || y === undefined ? undefined : { y: y === 0 ? 0 : -y, x }, // Harmony's y points up
  };
}

function timeOf(node: Node): number | undefined {
  const absolute = Date.parse(textOf(child(node, "AbsTime")) ?? "") / 1000;
  const offset = Number(textOf(child(node, "MeasurementTimeOffset")) ?? Number.NaN);
  return [absolute, offset].find(Number.isFinite);
}

/** A length in micrometres; undefined when it is absent, no number or in an unknown unit. */
function length(node: Node | undefined): number | undefined {
  const unit = (typeof node === "object" && textOf(child(node, "@Unit"))) || "m";
  const digits = /^([+-]?[\d.]+)(?:e([+-]?\d+))?$/i.exec(textOf(node) ?? "");
  const power = powers[unit];
  if (!digits || power === undefined) return undefined;
  // the decimal point is moved in the text, so that no digit changes: 0.000322907 m are 322.907 micrometres
  const value = Number(`${digits[1]}e${Number(digits[2] ?? 0) + power}`);
  return Number.isFinite(value) ? value : undefined;
}

function child(node: Node | undefined, name: string): Node | undefined {
  if (typeof node !== "object" || !Object.hasOwn(node, name)) return undefined;
  const found = node[name];
  return Array.isArray(found) ? found[0] : (found as Node | undefined);
}

function children(node: Node | undefined, name: string): readonly Node[] {
  if (typeof node !== "object" || !Object.hasOwn(node, name)) return [];
  const found = node[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found as Node];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text of an element with XML's five own entities. */
function textOf(node: Node | undefined): string | undefined {
  const found = typeof node === "object" ? child(node, "#text") : node;
  if (typeof found !== "string") return undefined;
  const text = found.trim();
  if (!text.includes("&")) return text;
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? "");
}

function bad(file: string, what: string, cause?: unknown): TiterError {
  return new TiterError("BAD_PLATE_INDEX", {
    what: `the plate's index cannot be read: ${what}`,
    where: { file },
    todo: "Export the measurement from Harmony again, with its Index.xml.",
    cause,
  });
}
