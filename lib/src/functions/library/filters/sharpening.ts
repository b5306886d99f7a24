/** The parameters of unsharp masking. */
export const sharpening = {
  radius: {
    kind: "number",
    min: 0.1,
    max: 500,
    default: 1,
    unit: "px",
    doc: "Standard deviation of the blur that is subtracted.",
  },
  amount: { kind: "number", min: 0, max: 100, default: 1, doc: "How much of the difference is added." },
} as const;
