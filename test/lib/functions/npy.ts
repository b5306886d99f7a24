import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Dtype, Plane } from "#lib/image/index.js";
import { newPlane } from "#lib/image/index.js";

const dtypes: Readonly<Record<string, Dtype>> = {
  "|u1": "uint8",
  "<u2": "uint16",
  "<i4": "int32",
  "<f4": "float32",
};

/** The folder of fixtures that references.py made; tests run from the repository's root. */
export const fixtures = "test/fixtures/kernels";

/** A gzipped two-dimensional .npy file of the fixtures as a plane. */
export function readNpy(name: string): Plane {
  const file = gunzipSync(readFileSync(`${fixtures}/${name}.npy.gz`));
  const start = 10 + file.readUInt16LE(8);
  const header = file.toString("latin1", 10, start);
  const [, descr = "", rows, columns] = /'descr': '(.*?)'.*'shape': \((\d+), (\d+)\)/.exec(header) ?? [];
  const dtype = dtypes[descr];
  if (!dtype || header.includes("'fortran_order': True")) throw new Error(`${name}: not a plain plane: ${header}`);
  const plane = newPlane({ dtype, height: Number(rows), width: Number(columns) });
  new Uint8Array(plane.data.buffer).set(file.subarray(start));
  return plane;
}
