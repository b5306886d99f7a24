import { readFileSync } from "node:fs";
import { messageOf, TiterError } from "titer/errors";
import { isObject } from "../messages/fields.ts";

/** Where to listen and how to sign, as the Jupyter server wrote it down for this kernel. */
export interface ConnectionFile {
  readonly transport: string;
  readonly ip: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly stdin_port: number;
  readonly iopub_port: number;
  readonly hb_port: number;
  /** HMAC key; the empty string switches signatures off. */
  readonly key: string;
  readonly signature_scheme: string;
}

const ports = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"] as const;

/** Reads a connection file; throws `BAD_CONNECTION_FILE` when it is missing, no JSON or incomplete. */
export function readConnectionFile(file: string): ConnectionFile {
  const value = parse(file);
  for (const name of ["transport", "ip", "key", "signature_scheme"] as const)
    if (typeof value[name] !== "string") refuse(file, `has no text field ${name}`);
  for (const name of ports) if (!Number.isInteger(value[name])) refuse(file, `has no port ${name}`);
  if (value.signature_scheme !== "hmac-sha256") refuse(file, `asks for signatures ${value.signature_scheme}`);
  // Holds: every field was just checked.
  return value as unknown as ConnectionFile;
}

function parse(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isObject(value)) return value;
  } catch (error) {
    refuse(file, `cannot be read: ${messageOf(error)}`);
  }
  return refuse(file, "holds no object");
}

function refuse(file: string, problem: string): never {
  throw new TiterError("BAD_CONNECTION_FILE", {
    what: `the connection file ${problem}`,
    where: { file },
    todo: "Start the kernel through Jupyter, which writes this file; signatures must be hmac-sha256.",
  });
}
