import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { checkPlugin } from "./cells/plugin.ts";
import { linkPlugin } from "./comm/plugin.ts";
import { configPlugin } from "./forms/plugin.ts";
import { planePlugin } from "./mime/plugin.ts";
import { panelPlugin } from "./panel/plugin.ts";
import { pipelinePlugin } from "./pipeline/plugin.ts";
import { plotlyPlugin } from "./plotly/plugin.ts";
import { objectLinksPlugin, resultsPlugin } from "./results/plugin.ts";
import { roomsPlugin } from "./rooms/plugin.ts";
import { runPlugin } from "./runs/plugin.ts";
import { sessionsPlugin } from "./sessions/plugin.ts";
import { viewPlugin } from "./views/plugin.ts";
import { widgetsPlugin } from "./widgets/plugin.ts";

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  checkPlugin,
  linkPlugin,
  roomsPlugin,
  configPlugin,
  objectLinksPlugin,
  panelPlugin,
  pipelinePlugin,
  planePlugin,
  plotlyPlugin,
  resultsPlugin,
  runPlugin,
  sessionsPlugin,
  viewPlugin,
  widgetsPlugin,
];

export default plugins;
