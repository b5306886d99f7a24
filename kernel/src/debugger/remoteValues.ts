import type { Runtime } from "node:inspector";

/** A value of the main thread in one line. */
export function valueText(value: Runtime.RemoteObject): string {
  if (value.type === "string") return JSON.stringify(value.value);
  if (value.type === "undefined") return "undefined";
  if (value.type === "function") return firstLine(value.description ?? "function");
  if (value.preview && value.subtype !== "error") return previewText(value.preview);
  return value.unserializableValue ?? firstLine(value.description ?? String(value.value));
}

/** Its type: a class for objects, else what `typeof` says. */
export function typeText(value: Runtime.RemoteObject): string {
  if (value.subtype === "null") return "null";
  return value.type === "object" ? (value.className ?? "object") : value.type;
}

function previewText(preview: Runtime.ObjectPreview): string {
  const isList = preview.subtype === "array" || preview.subtype === "typedarray";
  const items = preview.properties.map(({ name, value, type }) => {
    const text = type === "string" ? JSON.stringify(value) : (value ?? type);
    return isList ? text : `${name}: ${text}`;
  });
  const entries = (preview.entries ?? []).map(({ key, value }) => {
    const text = value.description ?? "";
    return key ? `${key.description ?? ""} => ${text}` : text;
  });
  const all = [...items, ...entries, ...(preview.overflow ? ["…"] : [])].join(", ");
  const named = preview.description === "Object" ? "" : `${preview.description} `;
  return isList ? `${named}[${all}]` : `${named}{${all}}`;
}

function firstLine(text: string): string {
  const [line = "", ...more] = text.split("\n");
  return more.length > 0 ? `${line} …` : line;
}
