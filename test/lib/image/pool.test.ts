import { describe, expect, test } from "@jest/globals";
import { PlanePool } from "#lib/image/pool.js";

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
