import { TiterError } from "titer/errors";
import type { Content } from "./message.ts";

/** Readers of message content: each gives a value of its type or throws `BAD_MESSAGE` naming the field. */
export function stringField(content: Content, name: string, fallback?: string): string {
  const value = content[name] ?? fallback;
  return typeof value === "string" ? value : refuse(name, "a string", value);
}

export function booleanField(content: Content, name: string, fallback: boolean): boolean {
  const value = content[name] ?? fallback;
  return typeof value === "boolean" ? value : refuse(name, "true or false", value);
}

export function integerField(content: Content, name: string, fallback: number): number {
  const value = content[name] ?? fallback;
  return typeof value === "number" && Number.isInteger(value) ? value : refuse(name, "an integer", value);
}

export function objectField(content: Content, name: string): Content {
  const value = content[name] ?? {};
  return isObject(value) ? value : refuse(name, "an object", value);
}

/** Whether a value is a plain JSON object. */
export function isObject(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(name: string, expected: string, value: unknown): never {
  throw new TiterError("BAD_MESSAGE", {
    what: `the message field is not ${expected} but ${value === null ? "null" : typeof value}`,
    where: { field: name },
    todo: "Send a message that follows Jupyter's messaging protocol 5.4.",
  });
}
