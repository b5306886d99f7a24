import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { streamText } from "../support/wireClient.js";
import { resultOf, say } from "./support.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute(
    'import * as w from "@titer/kernel/widgets"; import { gaussianBlur } from "titer/functions";',
  );
});
afterAll(() => kernel.stop());

const result = (code: string) => resultOf(kernel, code);

describe("interact", () => {
  test("makes a control of each kind from its abbreviation", async () => {
    const code = `const controls = w.interactive(() => undefined, {
      b: true, i: 3, f: 1.5, s: "text", r: { min: 0, max: 9 }, x: { min: 0, max: 1 }, c: ["p", "q"], m: new Map([["one", 1]]),
      k: w.fixed(7), own: new w.Password(),
    });
    Object.values(controls.controls).map((control) => control.toString().split("(")[0]).join() + JSON.stringify(controls.values)`;
    expect(await result(code)).toBe(
      "'Checkbox,IntText,FloatText,Text,IntSlider,FloatSlider,Dropdown,Dropdown,Password" +
        '{"k":7,"b":true,"i":3,"f":1.5,"s":"text","r":4,"x":0.5,"c":"p","m":1,"own":""}\'',
    );
  });

  test("types the values that the function gets", async () => {
    const { outputs } = await kernel.client.execute(
      'w.interactive(({ size, kind }) => { const n: number = size; const k: "a" | "b" = kind; const wrong: boolean = size; }, { size: { min: 1, max: 2 }, kind: ["a", "b"] }); 0',
    );
    const warnings = streamText(outputs, "stderr");
    expect(warnings).toContain("Type 'number' is not assignable to type 'boolean'");
    expect(warnings.match(/is not assignable/g)).toHaveLength(1);
  });

  test("makes controls from a registered function's declaration", async () => {
    const code = `const blur = w.interactive(gaussianBlur.with({ sigma: 3 }), (bound) => bound.given.sigma);
      const sigma = blur.controls.sigma!; String(sigma) + "|" + (sigma as unknown as { tooltip: string }).tooltip`;
    expect(await result(code)).toMatch(
      /(FloatSlider|FloatText|BoundedFloatText)\(.*description='sigma.*value=3.*\|.*[sS]tandard deviation/,
    );
  });

  test("shows each result in place of the last one, and errors", async () => {
    await result(`const shown = w.interactive(({ n }) => { if (n > 5) throw new RangeError("too large"); console.log("for " + n); return n * n; }, { n: 2 });
      await shown.update();`);
    const texts = `shown.output.outputs.map((output) => (output.data as Record<string, string> | undefined)?.["text/plain"] ?? output.text ?? output.evalue).join()`;
    expect(await result(texts)).toBe("'for 2\\n,4'");
    await say(kernel, (await result("shown.controls.n!.modelId")).replaceAll("'", ""), {
      method: "update",
      state: { value: 3 },
    });
    expect(await result(texts)).toBe("'for 3\\n,9'");
    await result("(shown.controls.n as w.IntText).value = 6; await shown.update();");
    expect(await result(texts)).toBe("'too large'");
  });

  test("runs once more, not more often, for changes during a run", async () => {
    const code = `const runs: number[] = []; let finish = () => {};
      const slow = w.interactive(async ({ n }) => { runs.push(n); await new Promise<void>((done) => { finish = done; }); }, { n: 1 });
      const field = slow.controls.n as w.IntText;
      field.value = 2; field.value = 3; field.value = 4;
      finish(); await new Promise(setImmediate); finish(); await slow.update; while (runs.length < 2) await new Promise(setImmediate);
      finish(); runs.join()`;
    expect(await result(code)).toBe("'1,4'");
  });

  test("a manual one runs on a click", async () => {
    await result("let clicks = 0; const manual = w.interactive(() => { clicks++; }, { n: 1 }, { manual: true });");
    const id = (await result("manual.children.at(-2)!.modelId")).replaceAll("'", "");
    await say(kernel, id, { method: "custom", content: { event: "click" } });
    expect(await result("clicks")).toBe("1");
  });

  test("refuses what is no abbreviation", async () => {
    const { reply } = await kernel.client.execute("w.interact(() => 0, { n: null as never });");
    expect(reply.content.evalue).toContain("there is no control for n");
  });
});

describe("outputs that are captured", () => {
  test("do not appear below the cell, keep their order, and text is put together", async () => {
    const { outputs } = await kernel.client.execute(`const out = new w.Output();
      await out.capture(async () => { console.log("a"); await null; console.log("b"); await display(1); console.error("c"); });
      console.log("outside");`);
    expect(streamText(outputs, "stdout")).toBe("outside\n");
    expect(outputs.filter(({ type }) => type === "display_data")).toEqual([]);
    const kinds =
      "out.outputs.map((output) => output.text ?? (output.data as Record<string, string>)['text/plain']).join('|')";
    expect(await result(kinds)).toBe("'a\\nb\\n|1|c\\n'");
  });

  test("are updated in place and cleared", async () => {
    await result(
      'await out.capture(async () => { clearOutput(true); const shown = await display(1); await shown.update("two"); });',
    );
    expect(await result("JSON.stringify(out.outputs.map((output) => output.data))")).toContain(
      `[{"text/plain":"'two'"}]`,
    );
    await result("out.clear();");
    expect(await result("out.outputs.length")).toBe("0");
  });

  test("of a timer arrive later, in the same place", async () => {
    await result('await out.capture(() => { setTimeout(() => console.log("late"), 20); });');
    await result("while (out.outputs.length === 0) await new Promise(setImmediate);");
    expect(await result("out.outputs[0]!.text")).toBe("'late\\n'");
  });
});
