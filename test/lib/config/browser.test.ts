import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";

test("without Node's AsyncLocalStorage a context holds until the function returns, also when it throws", () => {
  const script = `
    delete globalThis.process;
    const { withConfig, PipelineConfig } = await import(${JSON.stringify(import.meta.resolve("#lib/config/index.js"))});
    const seen = [];
    const look = () => seen.push(new PipelineConfig().numWorkers);
    withConfig("global", { numWorkers: 8 }, () => {
      look();
      try { withConfig("pipeline", { numWorkers: 4 }, () => { look(); throw new Error(); }); } catch {}
      look();
    });
    look();
    console.log(JSON.stringify(seen));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  expect(JSON.parse(output)).toEqual([8, 4, 8, 1]);
});
