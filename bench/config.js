/**
 * 1,000 lazy fields resolved in a context of four levels: the first time in a process, and warm, against the 1 ms that is
 * allowed and against OpenHCS 0.5.0 and 0.8.6, which must give the same values.
 */
import { must } from "../setup/command.js";
import { inRoot } from "../setup/paths.js";
import { peerPython } from "./tools/peers.js";
import { median } from "./tools/spread.js";

const reads = 1000;
const allowed = 1;
/** What is read, in the names of OpenHCS; `titer` reads the same. */
const fields = [
  "step_materialization_config.well_filter",
  "step_materialization_config.sub_dir",
  "step_materialization_config.global_output_folder",
  "napari_streaming_config.host",
  "napari_streaming_config.port",
  "napari_streaming_config.well_filter",
  "path_planning_config.sub_dir",
  "path_planning_config.well_filter",
  "step_well_filter_config.well_filter",
  "step_well_filter_config.well_filter_mode",
];

/** @typedef {{ milliseconds: number[], values: Record<string, unknown> }} Timed */

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 200 }) {
  const ours = await titer(runs);
  const rows = [comparison("warm", "what is allowed", warm(ours), allowed)];
  rows.push(comparison("first time", "what is allowed", cold(ours), allowed));
  for (const version of ["0.5.0", "0.8.6"]) {
    const theirs = await openHcs(version, Math.min(runs, 20));
    if (JSON.stringify(theirs.values) !== JSON.stringify(ours.values)) {
      throw new Error(`OpenHCS ${version} gives ${JSON.stringify(theirs.values)}, not ${JSON.stringify(ours.values)}`);
    }
    rows.push(comparison("warm", `OpenHCS ${version}`, warm(ours), warm(theirs)));
    rows.push(comparison("first time", `OpenHCS ${version}`, cold(ours), cold(theirs)));
  }
  return rows;
}

/** @param {Timed} timed */
const cold = ({ milliseconds }) => milliseconds[0] ?? Number.NaN;
/** @param {Timed} timed */
const warm = ({ milliseconds }) => median(milliseconds.slice(milliseconds.length >> 1));

/** @param {string} when @param {string} peer @param {number} ours @param {number} theirs */
function comparison(when, peer, ours, theirs) {
  return { name: `1,000 lazy fields, four levels, ${when}`, peer, ours, theirs, unit: "ms", ratio: theirs / ours };
}

/** @param {number} rounds @returns {Promise<Timed>} */
async function titer(rounds) {
  const { configContext, enterConfig, PipelineConfig } = await import("../lib/dist/config/index.js");
  const contexts = [
    configContext("global", { numWorkers: 8, wellFilterConfig: { wellFilter: 3 } }),
    configContext("pipeline", { pathPlanningConfig: { subDir: "there" } }),
    configContext("plate", { streamingDefaults: { host: "plate" } }),
    configContext("step", { stepWellFilterConfig: { wellFilter: 2 } }),
  ];
  const { stepMaterializationConfig, napariStreamingConfig, pathPlanningConfig, stepWellFilterConfig } =
    new PipelineConfig();
  const readAll = () => [
    stepMaterializationConfig.wellFilter,
    stepMaterializationConfig.subDir,
    stepMaterializationConfig.globalOutputFolder,
    napariStreamingConfig.host,
    napariStreamingConfig.port,
    napariStreamingConfig.wellFilter,
    pathPlanningConfig.subDir,
    pathPlanningConfig.wellFilter,
    stepWellFilterConfig.wellFilter,
    stepWellFilterConfig.wellFilterMode,
  ];
  return enterConfig(contexts, () => {
    const milliseconds = Array.from({ length: rounds }, () => {
      const started = performance.now();
      for (let i = 0; i < reads / fields.length; i++) readAll();
      return performance.now() - started;
    });
    const values = readAll();
    return { milliseconds, values: Object.fromEntries(fields.map((field, i) => [field, values[i]])) };
  });
}

/** @param {string} version @param {number} rounds @returns {Promise<Timed>} */
async function openHcs(version, rounds) {
  const python = await peerPython(`openhcs-${version}`);
  const script = inRoot("bench", "peers", "openhcs_config.py");
  const output = await must("openhcs_config.py", python, [script, String(reads), String(rounds), ...fields]);
  return JSON.parse(output.split("\n").findLast((line) => line.startsWith("{")) ?? "");
}
