import type { PackedColumn, PackedNumbers, TableOutput } from "titer/protocol";
import type { ResultColumn, ResultTable } from "./resultTable.ts";

const arrays = {
  uint8: Uint8Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<PackedNumbers, unknown>;

const types = ["integer", "number", "string", "boolean"];

/**
 * The table of an output as a notebook holds it: every field is checked and the columns are inflated.
 *
 * @throws Error with a sentence for the reader when the output is from another version or damaged
 */
export async function parseTable(content: unknown): Promise<ResultTable> {
  assertTable(content);
  const { title, length, held, source, columns } = content;
  return {
    title,
    length: held,
    total: length,
    source,
    columns: await Promise.all(columns.map((one) => unpack(one, held))),
  };
}

function assertTable(content: unknown): asserts content is TableOutput {
  if (typeof content !== "object" || content === null) throw damaged("it is empty");
  const { version, title, length, held, source, columns } = content as Partial<TableOutput>;
  if (version !== 1) {
    throw new Error(`This table has version ${String(version)}; this Titer reads version 1. Update Titer.`);
  }
  const checks: Readonly<Record<string, boolean>> = {
    title: typeof title === "string",
    length: isCount(length),
    held: isCount(held) && held! <= length!,
    source: source === null || isSource(source),
    columns: Array.isArray(columns) && columns.every(isColumn),
  };
  const wrong = Object.keys(checks).filter((field) => !checks[field]);
  if (wrong.length > 0) throw damaged(`wrong or missing: ${wrong.join(", ")}`);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isSource(source: unknown): boolean {
  const { kind, runId, path } = (source ?? {}) as { kind?: unknown; runId?: unknown; path?: unknown };
  return (kind === "run" && typeof runId === "string") || (kind === "folder" && typeof path === "string");
}

function isColumn(column: unknown): boolean {
  const { name, type, stored, cells, missing, texts } = (column ?? {}) as Partial<PackedColumn>;
  const isText = (value: unknown) => typeof value === "string";
  const hasTexts = type !== "string" || (Array.isArray(texts) && texts.every(isText));
  const packed = isText(cells) && (missing === undefined || isText(missing));
  return isText(name) && types.includes(String(type)) && Object.hasOwn(arrays, String(stored)) && packed && hasTexts;
}

async function unpack(column: PackedColumn, rows: number): Promise<ResultColumn> {
  const { name, type, unit, doc, stored, texts = [] } = column;
  const bytes = littleEndian(await inflated(column.cells), arrays[stored].BYTES_PER_ELEMENT);
  const size = rows * arrays[stored].BYTES_PER_ELEMENT;
  if (bytes.byteLength !== size) throw damaged(`column ${name} holds ${bytes.byteLength} bytes, not ${size}`);
  const numbers = new arrays[stored](bytes);
  if (type === "string" && rows > 0 && numbers.some((place) => place < 0 || place >= Math.max(1, texts.length))) {
    throw damaged(`column ${name} points outside of its texts`);
  }
  const missing = column.missing === undefined ? null : new Uint8Array(await inflated(column.missing));
  if (missing !== null && missing.length !== Math.ceil(rows / 8)) throw damaged(`column ${name} lacks rows`);
  return { name, type, ...(unit ? { unit } : {}), ...(doc ? { doc } : {}), numbers, missing, texts };
}

async function inflated(base64: string): Promise<ArrayBuffer> {
  try {
    const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return await new Response(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")),
    ).arrayBuffer();
  } catch (cause) {
    throw damaged("its cells cannot be unpacked", cause);
  }
}

function littleEndian(buffer: ArrayBuffer, size: number): ArrayBuffer {
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return buffer;
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return buffer;
}

function damaged(how: string, cause?: unknown): Error {
  return new Error(`This table is damaged: ${how}. Run the cell again.`, { cause });
}
