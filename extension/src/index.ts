import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { planePlugin } from "./mime/plugin.ts";
import { runPlugin } from "./runs/plugin.ts";

const plugins: JupyterFrontEndPlugin<void>[] = [planePlugin, runPlugin];

export default plugins;
