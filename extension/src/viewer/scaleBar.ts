/** A bar of round length: 1, 2 or 5 times a power of ten micrometres. */
export interface ScaleBar {
  readonly label: string;
  /** Length on the page in CSS pixels. */
  readonly length: number;
}

/** The longest round bar that is not longer than `longest` CSS pixels. */
export function scaleBar(umPerCssPixel: number, longest: number): ScaleBar {
  const most = umPerCssPixel * longest;
  const power = 10 ** Math.floor(Math.log10(most));
  const um = ([5, 2].find((factor) => factor * power <= most) ?? 1) * power;
  return { label: label(um), length: um / umPerCssPixel };
}

function label(um: number): string {
  if (um >= 1000) return `${um / 1000} mm`;
  if (um >= 1) return `${um} µm`;
  return `${Number((um * 1000).toPrecision(3))} nm`;
}
