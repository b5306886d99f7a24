import type { LabIcon } from "@jupyterlab/ui-components";
import { element } from "../viewer/dom.ts";

/** A button with an icon of JupyterLab, named for screen readers and tooltips, and what it does. */
export function iconButton(icon: LabIcon, title: string, onClick: () => void): HTMLButtonElement {
  const image = icon.element({ tag: "span", width: "14px", height: "14px" });
  const node = element(
    "button",
    { type: "button", class: "titer-button titer-icon", title, "aria-label": title },
    image,
  );
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    onClick();
  });
  return node;
}
