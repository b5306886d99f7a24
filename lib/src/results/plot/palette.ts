/** Colours that people with colour-vision deficiency tell apart (Okabe and Ito 2008), blue first, yellow left out on white. */
export const palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"] as const;

/** The colour of the n-th series; after the last the colours start again. */
export function colourOf(index: number): string {
  return palette[index % palette.length]!;
}
