/** What a plate's HTD file says; parts that are absent are undefined. */
export interface Htd {
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  readonly waveNames: ReadonlyMap<number, string>;
  /** Only in files of other programs; the instrument writes it into the images. */
  readonly pixelSizeUm: number | undefined;
  /** Wells that were selected for acquisition. */
  readonly wells: readonly { readonly row: number; readonly column: number }[];
}

/** Reads the text of an HTD file: lines of `"Key", value, value...`; old files write `Key=value`. Unknown keys are skipped. */
export function parseHtd(text: string): Htd {
  const values = new Map<string, readonly string[]>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^\s*"?([^",=]+?)"?\s*[,=]\s*(.*)$/.exec(line);
    if (match?.[1]) values.set(match[1].toLowerCase(), (match[2] ?? "").split(",").map(unquote));
  }
  const number = (...keys: string[]) => {
    const value = Number(keys.map((key) => values.get(key)?.[0]).find((found) => found) ?? Number.NaN);
    return value > 0 ? value : undefined;
  };
  const waveNames = new Map<number, string>();
  const wells: { row: number; column: number }[] = [];
  for (const [key, [first, ...rest]] of values) {
    const wave = /^wavename(\d+)$/.exec(key);
    if (wave && first) waveNames.set(Number(wave[1]), first);
    const row = /^wellsselection(\d+)$/.exec(key);
    if (!row) continue;
    [first, ...rest].forEach((chosen, i) => {
      if (chosen?.toUpperCase() === "TRUE") wells.push({ row: Number(row[1]), column: i + 1 });
    });
  }
  return {
    columns: number("xsites", "sitecolumns"),
    rows: number("ysites", "siterows"),
    waveNames,
    pixelSizeUm: number("pixelsizeum"),
    wells,
  };
}

function unquote(value: string): string {
  return value.trim().replace(/^"(.*)"$/, "$1");
}
