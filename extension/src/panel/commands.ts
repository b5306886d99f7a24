/** Ids of the commands of the panel; what they take stands beside each. */
export const panelCommands = {
  /** Shows the side bar's panel. */
  show: "titer:show-panel",
  /** Opens a plate: `{ path?, pattern? }`; asks for the path without one. */
  openPlate: "titer:open-plate",
  /** Opens what is selected in the file browser. */
  openSelected: "titer:open-selected",
  /** Takes the file that is selected in the file browser as pipeline. */
  useSelected: "titer:use-pipeline-file",
  /** Gives a plate its pipeline: `{ name, code, plate? }`; asks for the plate when there are several. */
  setPipeline: "titer:set-pipeline",
  compileAll: "titer:compile-all",
  runAll: "titer:run-all",
  stopAll: "titer:stop-all",
  /** Shows a run in a tab: `{ runId }`. */
  monitor: "titer:run-monitor",
  /** Shows the logs of engine and workers in a tab: `{ runId? }`. */
  logs: "titer:logs",
  /** Lists the images of an open plate or a store in a tab: `{ path, well? }`. */
  images: "titer:images",
  /** Shows what is known of a plate in a tab: `{ path }`. */
  details: "titer:plate-details",
} as const;
