/** `npm run soak`: the long forms of tests that have one; here the engine is killed 100 times, and cells print a gigabyte. */
import { run } from "./command.js";
import { inRoot } from "./paths.js";
import { runMain } from "./problem.js";

await runMain(async () => {
  const env = { TITER_SOAK_KILLS: "100", TITER_SOAK_MEGABYTES: "1024", ...process.env };
  return (await run(process.execPath, [inRoot("setup", "test.js"), "soak"], { env, show: true })).status;
});
