import type { Stack } from "../../../image/plane.ts";
import type { CallContext } from "../../contract.ts";

/** What is made of a block of pixels, in the order of the kernel. */
const methods = ["mean", "sum", "max", "min"] as const;

/** The parameters of both binnings. */
export const binParameters = {
  binSize: { kind: "integer", min: 1, max: 1000, default: 2, unit: "px", doc: "Rows and columns of a block." },
  method: {
    kind: "choice",
    choices: ["mean", "sum", "max", "min"],
    default: "mean",
    doc: "What is made of the pixels of a block.",
  },
} as const;

/** Puts blocks of pixels together; rows and columns that fill no block are left out. */
export function binned(
  context: CallContext,
  planes: Stack,
  planesPerBlock: number,
  binSize: number,
  method: (typeof methods)[number],
): Stack {
  const blocks = Array.from({ length: Math.floor(planes.length / planesPerBlock) }, (_, i) =>
    planes.slice(i * planesPerBlock, (i + 1) * planesPerBlock),
  );
  return blocks.flatMap((inputs) => {
    const [first] = inputs;
    if (!first) return [];
    const out = context.acquire({
      ...first,
      height: Math.floor(first.height / binSize),
      width: Math.floor(first.width / binSize),
      ...(first.spacing && {
        spacing: { ...first.spacing, y: first.spacing.y * binSize, x: first.spacing.x * binSize },
      }),
    });
    context.kernels.run("bin", { inputs, outputs: [out], numbers: [methods.indexOf(method), planesPerBlock, binSize] });
    return [out];
  });
}
