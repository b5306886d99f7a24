/** Compiling 20 steps for plates of 96 to 384 wells with 135 planes each: time against the 1 s that is allowed, and size of the plan. */
import { compile } from "../lib/dist/compile/index.js";
import { gaussianBlur, maxProjection, percentileNormalize } from "../lib/dist/functions/library/index.js";
import { FunctionStep } from "../lib/dist/pipeline/index.js";
import { median } from "./tools/spread.js";

const allowed = { seconds: 1, megabytes: 5 };

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 5 }) {
  const rows = [];
  for (const [wells, steps] of /** @type {const} */ ([
    [96, 20],
    [192, 20],
    [384, 10],
    [384, 20],
  ])) {
    const plate = plateOf(wells);
    const seconds = [];
    let size = 0;
    for (let round = 0; round <= runs; round++) {
      const started = performance.now();
      const plan = await compile(pipelineOf(steps), plate);
      if (round > 0) seconds.push((performance.now() - started) / 1000);
      size = JSON.stringify(plan).length / 1e6;
    }
    const name = `${wells} wells x ${steps} steps`;
    rows.push(comparison(`compile, ${name}`, median(seconds), allowed.seconds, "s"));
    rows.push(comparison(`plan as JSON, ${name}`, size, allowed.megabytes, "MB"));
  }
  return rows;
}

/** @param {string} name @param {number} ours @param {number} theirs @param {string} unit */
function comparison(name, ours, theirs, unit) {
  return { name, peer: "what is allowed", ours, theirs, unit, ratio: theirs / ours };
}

/** @param {number} steps */
function pipelineOf(steps) {
  const project = new FunctionStep({ name: "project", func: maxProjection, variableComponents: ["z"] });
  const kinds = [percentileNormalize, gaussianBlur];
  const others = Array.from(
    { length: steps - 2 },
    (_, i) => new FunctionStep({ name: `step ${i}`, func: kinds[i % 2] ?? gaussianBlur }),
  );
  return [new FunctionStep({ name: "flatten", func: gaussianBlur }), ...others, project];
}

/** 9 sites, 3 channels, 5 z. @param {number} count @returns {import("../lib/dist/microscopes/plateIndex.js").PlateIndex} */
function plateOf(count) {
  const upTo = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => i + 1);
  const names = upTo(count).map((n) => {
    const row = String.fromCharCode(64 + Math.ceil(n / 24));
    return `${row}${String(((n - 1) % 24) + 1).padStart(2, "0")}`;
  });
  const [sites, channels, zPlanes] = [upTo(9), upTo(3), upTo(5)];
  return {
    format: "imagexpress",
    path: "/data/screen-1",
    name: "screen-1",
    wells: names.map((well) => ({
      well,
      projections: [],
      planes: sites.flatMap((site) =>
        channels.flatMap((channel) =>
          zPlanes.map((z) => ({
            id: { site, channel, z, timepoint: 1 },
            path: `TimePoint_1/ZStep_${z}/${well}_s${site}_w${channel}.tif`,
            page: 0,
          })),
        ),
      ),
    })),
    sites,
    channels: channels.map((id) => ({ id, name: `W${id}` })),
    zPlanes,
    timepoints: [1],
    shape: { y: 2048, x: 2048 },
    dtype: "uint16",
    pixelSizeUm: 0.65,
    positions: sites.map((site) => ({ site, y: 0, x: site * 600 })),
    grid: { rows: 3, columns: 3 },
    missing: [],
    problems: [],
  };
}
