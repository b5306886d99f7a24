import { run } from "/work/wt/wire/bench/kernel.js";

console.log(await run({ runs: Number(process.argv[2] ?? 1) }));
