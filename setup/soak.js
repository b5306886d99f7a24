/** `npm run soak`: the long forms of tests that have one; here the engine is killed 100 times. */
import { run } from "./command.js";
import { inRoot } from "./paths.js";
import { runMain } from "./problem.js";

await runMain(async () => {
  const env = { TITER_SOAK_KILLS: "100", ...process.env };
  return (await run(process.execPath, [inRoot("setup", "test.js"), "soak"], { env, show: true })).status;
});
