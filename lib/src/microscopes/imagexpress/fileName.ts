/** What the path of an ImageXpress image says; a part that is absent is undefined. */
export interface ImageXpressName {
  /** Folder of the plate, relative to the opened one. */
  readonly plate: string;
  readonly prefix: string;
  readonly well: string;
  readonly site: number | undefined;
  readonly channel: number | undefined;
  readonly z: number | undefined;
  readonly timepoint: number | undefined;
}

/**
 * `<prefix>_<well>[_s<n>][_w<n>][_z<n>][_t<n>].tif`. Instruments that transfer directly glue a GUID to the last number, so the
 * channel before a GUID is one digit: `w266923EBB-...` is channel 2. Wells have one or two letters, in either case, but a lone small
 * `s`, `w`, `z` or `t` starts a component.
 */
const pattern =
  /^(?:(?<prefix>.*?)_)?(?<well>(?![swzt]\d)[A-Za-z]{1,2}\d{1,2})(?:_s(?<site>\d+?))?(?:_w(?<channel>\d+?))?(?:_z(?<z>\d+?))?(?:_t(?<timepoint>\d+?))?(?:[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12})?\.(?:tiff?|TIFF?)$/;

/** Thumbnails lie beside each image of a direct transfer; they are no data. */
const thumbnail = /_thumb[0-9A-F-]*\.tiff?$/i;

const timeFolder = /^TimePoint[_-]?(\d+)$/i;
const zFolder = /^ZStep[_-]?(\d+)$/i;

/** Reads a path relative to the opened folder; undefined when it is no image of a plate. */
export function parseImageXpress(path: string): ImageXpressName | undefined {
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  if (thumbnail.test(name)) return undefined;
  const groups = pattern.exec(name)?.groups;
  if (!groups?.well) return undefined;
  const well = /^([A-Z]+)(\d+)$/.exec(groups.well.toUpperCase());
  const last = (folder: RegExp) => parts.map((part) => folder.exec(part)?.[1]).findLast((n) => n !== undefined);
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return {
    plate: parts.filter((part) => !timeFolder.test(part) && !zFolder.test(part)).join("/"),
    prefix: groups.prefix ?? "",
    well: `${well?.[1] ?? ""}${(well?.[2] ?? "").padStart(2, "0")}`,
    site: number(groups.site),
    channel: number(groups.channel),
    z: number(last(zFolder) ?? groups.z),
    timepoint: number(last(timeFolder) ?? groups.timepoint),
  };
}
