import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { PageConfig } from "@jupyterlab/coreutils";
import { KernelSource } from "./kernelSource.ts";
import { ITiterLink } from "./link.ts";
import { TiterLink } from "./titerLink.ts";

/** Gives panels their way to a Titer kernel; no kernel is looked for before one is needed. */
export const linkPlugin: JupyterFrontEndPlugin<ITiterLink> = {
  id: "@titer/jupyterlab:link",
  description: "The way of panels to a Titer kernel.",
  autoStart: false,
  provides: ITiterLink,
  activate: (app: JupyterFrontEnd) => {
    const source = new KernelSource(app);
    const link = new TiterLink(source, PageConfig.getOption("serverRoot"));
    void app.restored.then(() => source.follow());
    return link;
  },
};
