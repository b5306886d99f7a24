import { describe, expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/pool.js";
import { SpareBuffers } from "#lib/image/spareBuffers.js";

const header = { dtype: "uint16", height: 4, width: 8 } as const;

describe("PlanePool", () => {
  test("uses a released buffer again", () => {
    const pool = new PlanePool(1000);
    const first = pool.acquire(header);
    pool.release(first);
    expect(pool.acquire(header).data.buffer).toBe(first.data.buffer);
  });

  test("refuses to hold more than its limit, and says by how much", () => {
    const pool = new PlanePool(100);
    pool.acquire(header);
    expect(() => pool.acquire(header)).toThrow(expect.objectContaining({ code: "OUT_OF_MEMORY" }));
  });

  test("refuses a second release", () => {
    const pool = new PlanePool(1000);
    const plane = pool.acquire(header);
    pool.release(plane);
    expect(() => pool.release(plane)).toThrow(expect.objectContaining({ code: "PLANE_NOT_HELD" }));
  });
});

test("a pool leaves its buffers to the next one, and those that this one does not use are dropped", () => {
  const spare = new SpareBuffers();
  const first = new PlanePool(1000, spare);
  const [one, other] = [first.acquire(header), first.acquire({ ...header, dtype: "float32" })];
  first.release(one);
  first.release(other);
  first[Symbol.dispose]();
  const second = new PlanePool(1000, spare);
  const again = second.acquire(header);
  expect(again.data.buffer).toBe(one.data.buffer);
  expect(second.usage.held).toBe(64);
  second.release(again);
  second[Symbol.dispose]();
  const third = new PlanePool(1000, spare);
  expect(third.acquire({ ...header, dtype: "float32" }).data.buffer).not.toBe(other.data.buffer);
  expect(third.acquire(header).data.buffer).toBe(one.data.buffer);
});
