import { messageOf } from "titer/errors";
import type { Content } from "./message.ts";

/** Content of a reply that says why a request failed. */
export function errorContent(error: unknown): Content {
  const ename = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "Error";
  return { status: "error", ename, evalue: messageOf(error), traceback: [messageOf(error)] };
}
