import type { CheckAnswer, CheckMark } from "titer/protocol";

const severities: readonly unknown[] = ["error", "warning", "info"] satisfies CheckMark["severity"][];

/** Checks what the kernel found in a cell; throws an Error that says what the message lacks. */
export function parseAnswer(value: unknown): CheckAnswer {
  const answer = value as Partial<CheckAnswer> | null; // each part is checked below
  if (typeof answer?.number !== "number" || !Array.isArray(answer.marks))
    throw new Error("The kernel's answer is no check.");
  for (const { from, to, severity, message } of answer.marks as readonly Partial<CheckMark>[]) {
    const isMark = typeof from === "number" && typeof to === "number" && typeof message === "string";
    if (!isMark || !severities.includes(severity))
      throw new Error("The kernel's answer holds something that is no mark.");
  }
  return answer as CheckAnswer; // by the lines above
}
