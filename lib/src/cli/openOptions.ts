import { readFileSync } from "node:fs";
import { allComponents } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { OpenOptions } from "../microscopes/disk/plate.ts";
import type { MissingPolicy } from "../microscopes/missing.ts";
import { usageError } from "./command.ts";

/** The options of commands that open a plate. */
export const openArguments = {
  pattern: { type: "string" },
  table: { type: "string" },
  subdirectory: { type: "string" },
  missing: { type: "string" },
} as const;

/** How these options are written. */
export const openUsage = "[--pattern REGEX | --table FILE.csv | --subdirectory NAME] [--missing error|warn|fill]";

/** Turns them into {@link OpenOptions}. Throws `FILE_UNREADABLE` and the errors of the CSV reader. */
export async function openOptions(values: {
  readonly pattern?: string;
  readonly table?: string;
  readonly subdirectory?: string;
  readonly missing?: string;
}): Promise<OpenOptions> {
  return { ...missingOption(values.missing), ...(await formatOptions(values)) };
}

/** What `--missing` says. */
export function missingOption(text: string | undefined): { readonly missing?: MissingPolicy } {
  if (text === undefined) return {};
  const policy = policies.find((one) => one === text);
  if (policy === undefined) throw usageError(`--missing is "${text}"`, `--missing ${policies.join("|")}`);
  return { missing: policy };
}

const policies: readonly MissingPolicy[] = ["error", "warn", "fill"];

async function formatOptions(values: {
  readonly pattern?: string;
  readonly table?: string;
  readonly subdirectory?: string;
}): Promise<OpenOptions> {
  const { pattern, table, subdirectory } = values;
  if (subdirectory !== undefined) return { subDirectory: subdirectory };
  if (table === undefined) return pattern === undefined ? {} : { pattern };
  let text: string;
  try {
    text = readFileSync(table, "utf8");
  } catch (cause) {
    throw TiterError.from(cause, "FILE_UNREADABLE", { file: table }, "Check that the table exists and may be read.");
  }
  const { parseCsv } = await import("../results/csv.ts"); // with its tables and plots, which nothing else needs here
  return { table: [...parseCsv(text, componentColumns, table).rows()] };
}

/** Components stay as they are written: `01` is a well's column, not 1. */
const componentColumns = ["path", "row", "column", ...allComponents].map((name) => ({ name, type: "string" }) as const);
