import { TiterError } from "../../errors.ts";
import { bytesOf, type Dtype } from "../../image/dtype.ts";
import type { Plane } from "../../image/plane.ts";

/** The most pixels of one plane: column and run numbers are 32-bit. */
const mostPixels = 2 ** 31 - 1;

const arrayNames: Readonly<Record<Dtype, string>> = {
  uint8: "Uint8Array",
  uint16: "Uint16Array",
  int32: "Int32Array",
  uint32: "Uint32Array",
  float32: "Float32Array",
};

/** A refusal: what was given to which operation, and what it takes. */
export function refuse(operation: string, what: string, todo: string, details?: Record<string, unknown>): TiterError {
  return new TiterError("KERNEL_ARGUMENT", { what: `${operation}: ${what}`, todo, details: { operation, ...details } });
}

/** Refuses a plane whose dtype is not allowed or whose data do not fit its header. */
export function checkPlane(operation: string, name: string, plane: Plane, allowed: readonly Dtype[]): void {
  const { dtype, height, width, data } = plane;
  if (!allowed.includes(dtype)) {
    throw refuse(operation, `${name} is ${dtype}`, `Give ${allowed.join(", ")}.`, { dtype, allowed });
  }
  const count = height * width;
  if (!(Number.isInteger(height) && Number.isInteger(width) && height > 0 && width > 0 && count <= mostPixels)) {
    throw refuse(operation, `${name} has ${height} rows of ${width} pixels`, "Give whole numbers above 0.", {
      height,
      width,
    });
  }
  if (data[Symbol.toStringTag] !== arrayNames[dtype] || data.length !== count) {
    throw refuse(
      operation,
      `${name} holds ${data.length} values in a ${data[Symbol.toStringTag]}, but its header says ${height} x ${width} ${dtype}`,
      `Give a ${arrayNames[dtype]} of ${count} values.`,
    );
  }
}

/** Refuses planes of another shape than the first. */
export function checkSameShape(operation: string, first: Plane, others: readonly Plane[]): void {
  for (const other of others) {
    if (other.height === first.height && other.width === first.width) continue;
    throw refuse(
      operation,
      `planes of ${first.height} x ${first.width} and ${other.height} x ${other.width} pixels were given together`,
      "Give planes of one shape.",
    );
  }
}

/** Refuses a result plane that shares memory with a plane that is still read while the result is written. */
export function checkApart(operation: string, out: Plane, inputs: readonly Plane[]): void {
  const start = out.data.byteOffset;
  const end = start + out.height * out.width * bytesOf(out.dtype);
  for (const { data } of inputs) {
    if (data.buffer === out.data.buffer && data.byteOffset < end && data.byteOffset + data.byteLength > start) {
      throw refuse(operation, "the result would overwrite an input", "Give a plane of its own for the result.");
    }
  }
}

/** Refuses a number outside its range. */
export function checkNumber(operation: string, name: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw refuse(operation, `${name} = ${value}`, `Give a number from ${min} to ${max}.`, { [name]: value });
}
