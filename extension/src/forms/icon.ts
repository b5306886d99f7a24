import { LabIcon } from "@jupyterlab/ui-components";

/** Sliders, for the panel of forms. */
export const formsIcon: LabIcon = new LabIcon({
  name: "titer:forms",
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16"><path class="jp-icon3" fill="#616161" d="M4 6h8v2H4zm12 0h4v2h-4zM4 11h2v2H4zm6 0h10v2H10zM4 16h10v2H4zm14 0h2v2h-2zM13 4h2v6h-2zM7 9h2v6H7zm8 5h2v6h-2z"/></svg>`,
});
