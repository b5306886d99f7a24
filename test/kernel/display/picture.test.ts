import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { decodePng } from "../../browser/pixels.js";
import { KernelProcess } from "../support/kernelProcess.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
});
afterAll(() => kernel.stop());

/** The result of a cell that shows this SVG. */
async function shown(svg: string): Promise<Readonly<Record<string, string>>> {
  const bundle = JSON.stringify({ "image/svg+xml": svg, "text/plain": "a plot" });
  const { outputs } = await kernel.client.execute(`({ [Symbol.for("Jupyter.display")]: () => (${bundle}) })`);
  return outputs.find(({ type }) => type === "execute_result")!.content.data as Readonly<Record<string, string>>;
}

test("what shows itself as SVG carries a PNG of the same size and colours, with its text drawn", async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#fff"/><rect width="20" height="20" fill="#d55e00"/><text x="22" y="36" font-family="Helvetica, Arial, sans-serif" font-size="24">µm</text></svg>';
  const bundle = await shown(svg);
  expect(bundle["image/svg+xml"]).toBe(svg);
  const png = decodePng(Buffer.from(bundle["image/png"]!, "base64"));
  expect([png.width, png.height]).toEqual([60, 40]);
  expect([...png.at(10, 10)].slice(0, 3)).toEqual([0xd5, 0x5e, 0]);
  expect([...png.at(50, 5)].slice(0, 3)).toEqual([255, 255, 255]);
  const dark = Array.from({ length: 38 * 20 }, (_, i) => png.at(22 + (i % 38), 18 + Math.floor(i / 38))[0]).filter(
    (v) => v < 64,
  );
  expect(dark.length).toBeGreaterThan(60);
});

test("what cannot be drawn says so in its text", async () => {
  const bundle = await shown("<svg");
  expect(bundle["image/png"]).toBeUndefined();
  expect(bundle["text/plain"]).toMatch(/^a plot\n\(no PNG: .+\)$/);
});
