import type { FormField } from "./formModel.ts";

/** What someone wrote into a field: a value, nothing (it inherits), or text that is no value. */
export type Entered =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "none" }
  | { readonly kind: "wrong"; readonly message: string };

/** A value as an input shows it. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** The value that a text means for a field; limits are checked by the library. */
export function enteredValue({ kind }: Pick<FormField, "kind">, text: string): Entered {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "none" };
  switch (kind) {
    case "integer":
    case "number": {
      const value = Number(trimmed);
      return Number.isFinite(value)
        ? { kind: "value", value }
        : { kind: "wrong", message: `"${trimmed}" is no number.` };
    }
    case "boolean":
      return { kind: "value", value: trimmed === "true" };
    case "texts":
    case "choices":
      return { kind: "value", value: items(trimmed) };
    case "wellFilter":
      return { kind: "value", value: wellFilter(trimmed) };
    case "text":
    case "choice":
      return { kind: "value", value: trimmed };
    default:
      return kind satisfies never;
  }
}

/** A number of wells, an expression, or a list of wells. */
function wellFilter(text: string): unknown {
  if (/^\d+$/.test(text)) return Number(text);
  return text.includes(",") ? items(text) : text;
}

function items(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
