import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { PageConfig } from "@jupyterlab/coreutils";
import { KernelLinks } from "../comm/kernelLinks.ts";
import { IKernelRooms, KernelRooms } from "./kernelRooms.ts";

/** Keeps what the page knows of each kernel. */
export const roomsPlugin: JupyterFrontEndPlugin<IKernelRooms> = {
  id: "@titer/jupyterlab:rooms",
  description: "What the page knows of each kernel.",
  autoStart: false,
  provides: IKernelRooms,
  activate: () => new KernelRooms(new KernelLinks(PageConfig.getOption("serverRoot"))),
};
