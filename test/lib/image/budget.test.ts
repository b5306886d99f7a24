import { expect, test } from "@jest/globals";
import { MemoryBudget, sharedCount } from "#lib/image/budget.js";
import { PlanePool } from "#lib/image/pool.js";

const header = { dtype: "uint8", height: 10, width: 100 } as const;

test("pools of one budget hold together no more than its limit", () => {
  const budget = new MemoryBudget(2500);
  const [a, b] = [new PlanePool(budget), new PlanePool(new MemoryBudget(2500, budget.shared))];
  a.acquire(header);
  b.acquire(header);
  expect(() => a.acquire(header)).toThrow(/2000 of 2500 bytes are in use, 1000 of them here/);
  b[Symbol.dispose]();
  a.acquire(header);
  expect(budget.used).toBe(2000);
});

test("a pool makes room by the buffers that it keeps for later", () => {
  const budget = new MemoryBudget(2000);
  const pool = new PlanePool(budget);
  pool.release(pool.acquire({ ...header, height: 15 }));
  pool.acquire({ ...header, height: 20 });
  expect(budget.used).toBe(2000);
});

test("what a part took can be given back by who watches over it", () => {
  const budget = new MemoryBudget(5000);
  const own = sharedCount();
  new PlanePool(new MemoryBudget(5000, budget.shared, own)).acquire(header);
  expect([budget.used, Number(own[0])]).toEqual([1000, 1000]);
  budget.give(Number(own[0]));
  expect(budget.used).toBe(0);
});
