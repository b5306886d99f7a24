/** From low to high: a list of red, green and blue (0..1), spaced evenly. */
export type ColorMap = readonly (readonly [red: number, green: number, blue: number])[];

/** The most stops a map may have; the shader of labels holds as many. */
export const stopsAtMost = 11;

/** Colour maps by name: grey, perceptually uniform ones (matplotlib's, sampled at 10 or 11 places), single tints. */
export const colorMaps: Readonly<Record<string, ColorMap>> = {
  gray: stops("000000", "ffffff"),
  "inverted gray": stops("ffffff", "000000"),
  viridis: stops("440154", "482878", "3e4989", "31688e", "26828e", "1f9e89", "35b779", "6ece58", "b5de2b", "fde725"),
  magma: stops("000004", "180f3d", "440f76", "721f81", "9e2f7f", "cd4071", "f1605d", "fd9668", "feca8d", "fcfdbf"),
  inferno: stops("000004", "1b0c41", "4a0c6b", "781c6d", "a52c60", "cf4446", "ed6925", "fb9b06", "f7d13d", "fcffa4"),
  cividis: stops("00224e", "123570", "3b496c", "575d6d", "707173", "8a8678", "a59c74", "c3b369", "e1cc55", "fee838"),
  green: stops("000000", "00ff00"),
  magenta: stops("000000", "ff00ff"),
  cyan: stops("000000", "00ffff"),
  red: stops("000000", "ff0000"),
  blue: stops("000000", "3366ff"),
  yellow: stops("000000", "ffff00"),
  orange: stops("000000", "ff8000"),
};

/** A map by its name, or from black to a colour as `#ff8000`. */
export function colorMap(name: string): ColorMap {
  return colorMaps[name] ?? (/^#[0-9a-f]{6}$/.test(name) ? stops("000000", name.slice(1)) : colorMaps.gray!);
}

/** A colour map as a CSS gradient from left to right. */
export function gradientOf(map: ColorMap): string {
  const colours = map.map((stop) => `rgb(${stop.map((part) => Math.round(part * 255)).join(" ")})`);
  return `linear-gradient(to right, ${colours.join(", ")})`;
}

function stops(...hex: readonly string[]): ColorMap {
  const part = (text: string, at: number) => Number.parseInt(text.slice(at, at + 2), 16) / 255;
  return hex.map((text) => [part(text, 0), part(text, 2), part(text, 4)] as const);
}
