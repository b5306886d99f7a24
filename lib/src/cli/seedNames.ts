/**
 * The names that OpenHCS (Python) gives to what Titer has: snake_case, `z_index` for z, and null for the group "none".
 *
 * @module
 */

const grouping = ["variableComponents", "sequentialComponents", "groupBy"];

/** `z_index_mode` is `zMode`, `sub_dir` is `subDir`. */
export function fromSeedName(name: string): string {
  return name.replace(/(^|_)z_index/, "$1z").replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function toSeedName(name: string): string {
  return name.replace(/^z(?=[A-Z])/, "zIndex").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A value of a field, by the field's name here. */
export function fromSeedValue(field: string, value: unknown): unknown {
  if (!grouping.includes(field)) return value;
  if (Array.isArray(value)) return value.map((one) => fromSeedValue(field, one));
  return value === null ? "none" : value === "z_index" ? "z" : value;
}

export function toSeedValue(field: string, value: unknown): unknown {
  if (!grouping.includes(field)) return value;
  if (Array.isArray(value)) return value.map((one) => toSeedValue(field, one));
  return value === "none" ? null : value === "z" ? "z_index" : value;
}
