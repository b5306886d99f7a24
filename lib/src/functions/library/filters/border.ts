/** What filters take for pixels outside of an image, as in scipy.ndimage; the order is that of the kernels. */
export type Border = "reflect" | "constant" | "nearest" | "mirror" | "wrap";

const borders: readonly Border[] = ["reflect", "constant", "nearest", "mirror", "wrap"];

/** The number of a border in the kernels. */
export function borderCode(border: Border): number {
  return borders.indexOf(border);
}

/** A choice of borders. */
export interface BorderParameter<B extends Border = Border> {
  readonly kind: "choice";
  readonly choices: readonly B[];
  readonly default: B;
  readonly doc: string;
}

/** The parameter of filters that read outside of an image. */
export const borderParameter: BorderParameter = {
  kind: "choice",
  choices: borders,
  default: "reflect",
  doc: "Pixels outside: reflected with the edge repeated (reflect) or not (mirror), 0 (constant), the nearest, or those of the other side (wrap).",
};

/** The same for filters that need neighbours everywhere. */
export const closedBorderParameter: BorderParameter<Exclude<Border, "constant">> = {
  kind: "choice",
  choices: ["reflect", "nearest", "mirror", "wrap"],
  default: "reflect",
  doc: "Pixels outside: reflected with the edge repeated (reflect) or not (mirror), the nearest, or those of the other side (wrap).",
};
