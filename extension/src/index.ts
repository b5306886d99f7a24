import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { configPlugin } from "./forms/plugin.ts";
import { planePlugin } from "./mime/plugin.ts";
import { plotlyPlugin } from "./plotly/plugin.ts";
import { runPlugin } from "./runs/plugin.ts";

const plugins: JupyterFrontEndPlugin<void>[] = [configPlugin, planePlugin, plotlyPlugin, runPlugin];

export default plugins;
