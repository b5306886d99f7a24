import { LabIcon } from "@jupyterlab/ui-components";

const wells = [0, 1, 2].flatMap((row) =>
  [0, 1, 2, 3].map((column) => `<circle cx="${5.6 + 3.6 * column}" cy="${7.4 + 3.6 * row}" r="1.25"/>`),
);

/** A plate of twelve wells. */
export const titerIcon: LabIcon = new LabIcon({
  name: "titer:plate",
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 22 22">
<path class="jp-icon3" fill="#616161" fill-rule="evenodd" d="M3 4h16v14H5l-2-2zm1.4 1.4v10l1.2 1.2h12V5.4z"/>
<g class="jp-icon3" fill="#616161">${wells.join("")}</g></svg>`,
});
