/** What MetaXpress says of a plane in tag 270 of its file. */
export interface PlaneFacts {
  /** Micrometres per pixel; null when unknown. */
  readonly pixelSizeUm: number | null;
  /** Centre of the site in micrometres, y down; undefined when unknown. */
  readonly stage: { readonly y: number; readonly x: number } | undefined;
  readonly channelName: string | undefined;
}

/**
 * Calibration, stage position and channel as MetaXpress writes them, which ImageXpress readers, tifffile and OpenHCS read.
 * Characters outside ASCII are written by number, as the tag is ASCII.
 */
export function metaSeriesText({ pixelSizeUm, stage, channelName }: PlaneFacts): string {
  const calibration = pixelSizeUm === null ? [] : [pixelSizeUm, pixelSizeUm];
  const props = [
    prop("spatial-calibration-state", "bool", calibration.length > 0 ? "on" : "off"),
    ...calibration.map((size, i) => prop(`spatial-calibration-${"xy"[i]}`, "float", String(size))),
    ...(calibration.length > 0 ? [prop("spatial-calibration-units", "string", "um")] : []),
    ...(stage ? [prop("stage-position-x", "float", String(stage.x))] : []),
    ...(stage ? [prop("stage-position-y", "float", String(stage.y))] : []),
    ...(channelName === undefined ? [] : [prop("_IllumSetting_", "string", channelName)]),
  ];
  return `<MetaData>\n<PlaneInfo>\n${props.join("\n")}\n</PlaneInfo>\n</MetaData>`;
}

function prop(id: string, type: string, value: string): string {
  const escaped = value.replace(/[&<>"]|[^ -~]/gu, (char) => `&#${char.codePointAt(0)};`);
  return `<prop id="${id}" type="${type}" value="${escaped}"/>`;
}
