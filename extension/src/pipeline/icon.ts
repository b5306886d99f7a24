import { LabIcon } from "@jupyterlab/ui-components";

/** Steps one below the other, for pipeline editors. */
export const pipelineIcon: LabIcon = new LabIcon({
  name: "titer:pipeline",
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16"><path class="jp-icon3" fill="#616161" d="M5 3h14v5H5zm6 5h2v2h-2zM5 10h14v5H5zm6 5h2v2h-2zM5 17h14v4H5z"/></svg>`,
});
