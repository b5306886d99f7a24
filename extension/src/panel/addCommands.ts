import type { JupyterFrontEnd } from "@jupyterlab/application";
import type { IDefaultFileBrowser } from "@jupyterlab/filebrowser";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { panelCommands } from "./commands.ts";
import { titerIcon } from "./icon.ts";
import { Tabs } from "./tabs.ts";
import type { Workbench } from "./workbench.ts";

/** What the commands act on. */
export interface CommandParts {
  readonly workbench: () => Promise<Workbench>;
  readonly tabs: Tabs;
  readonly browser: IDefaultFileBrowser | null;
  /** Shows the side bar's panel. */
  readonly show: () => void;
}

/** Adds the panel's commands. */
export function addCommands({ commands }: JupyterFrontEnd, { workbench, tabs, browser, show }: CommandParts): void {
  const selected = () => browser?.selectedItems().next().value?.path;
  const add = (id: string, label: string, caption: string, execute: (args: ReadonlyPartialJSONObject) => unknown) =>
    commands.addCommand(id, { label, caption, execute });
  add(panelCommands.show, "Show Titer Panel", "Plates, runs and the engine", show);
  commands.addCommand(panelCommands.openPlate, {
    label: "Open Plate…",
    caption: "Open a plate in Titer",
    icon: titerIcon,
    execute: async (args) => {
      show();
      await (await workbench()).openPlate(textOf(args.path), textOf(args.pattern));
    },
  });
  add(panelCommands.openSelected, "Open in Titer", "Open the selected plate in Titer", () =>
    commands.execute(panelCommands.openPlate, { path: selected() ?? "" }),
  );
  add(panelCommands.useSelected, "Use as Titer Pipeline", "Run the pipeline of this file on a plate", async () => {
    const path = selected();
    if (path === undefined) return;
    show();
    await (await workbench()).setPipeline({ kind: "file", name: path.split("/").at(-1) ?? path, path }, undefined);
  });
  add(
    panelCommands.setPipeline,
    "Choose Pipeline for Plate",
    "Give a plate of the panel its pipeline",
    async (args) => {
      const [name, code] = [textOf(args.name), textOf(args.code)];
      show();
      if (code === undefined) throw new Error(`${panelCommands.setPipeline} wants { name, code, plate? }.`);
      await (await workbench()).setPipeline({ kind: "code", name: name ?? "code", code }, textOf(args.plate));
    },
  );
  const all = (id: string, label: string, act: (bench: Workbench) => Promise<void>) =>
    add(id, label, `${label} of the panel`, async () => {
      show();
      const bench = await workbench();
      await bench.restored;
      await act(bench);
    });
  all(panelCommands.compileAll, "Compile All Plates", ({ plates }) => plates.compileAll());
  all(panelCommands.runAll, "Run All Plates", ({ plates }) => plates.runAll());
  all(panelCommands.stopAll, "Stop All Plates", ({ plates }) => plates.stopAll());
  add(panelCommands.monitor, "Run Monitor", "Show a run of the engine", (args) => tabs.open("monitor", args));
  add(panelCommands.logs, "Engine Logs", "Show what engine and workers have logged", (args) => tabs.open("logs", args));
  add(panelCommands.images, "Image Browser", "List the images of a plate", (args) => tabs.open("images", args));
  add(panelCommands.details, "Plate Details", "Show the metadata of a plate", (args) => tabs.open("details", args));
  commands.addCommand(Tabs.restoreCommand, {
    label: "Restore a tab of Titer",
    isVisible: () => false,
    execute: (args) => tabs.restore(args),
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
