/** Viridis (matplotlib) in nine steps, from dark to light; also told apart in grey and by people with colour-vision deficiency. */
export const colourScale: readonly string[] = [
  "#440154",
  "#472d7b",
  "#3b528b",
  "#2c728e",
  "#21918c",
  "#28ae80",
  "#5ec962",
  "#addc30",
  "#fde725",
];

/** The colour of a place from 0 to 1 on the scale, between its steps in proportion. */
export function colourAt(place: number): string {
  const at = Math.min(1, Math.max(0, place)) * (colourScale.length - 1);
  const [low, high] = [Math.floor(at), Math.ceil(at)].map((step) => channels(colourScale[step] ?? "#000000"));
  const mixed = (low ?? []).map((value, i) => Math.round(value + ((high?.[i] ?? value) - value) * (at % 1)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
