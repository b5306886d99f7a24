import type { JupyterFrontEnd } from "@jupyterlab/application";
import { showErrorMessage } from "@jupyterlab/apputils";
import type { IStateDB } from "@jupyterlab/statedb";
import type { Widget } from "@lumino/widgets";
import { messageOf } from "titer/errors";
import type { PlatePipeline } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";
import type { EngineModel } from "../engine/engineModel.ts";
import type { IFormsPanel } from "../forms/iFormsPanel.ts";
import { KeptPlates } from "../plates/keptPlates.ts";
import type { PlateActions } from "../plates/plateCard.ts";
import { PlateDetails } from "../plates/plateDetails.ts";
import { nameOf } from "../plates/plateEntry.ts";
import { PlateManager } from "../plates/plateManager.ts";
import { Thumbnails } from "../plates/thumbnails.ts";
import type { IKernelRooms } from "../rooms/kernelRooms.ts";
import { sessionCommand } from "../sessions/plugin.ts";
import { hubOfKernel } from "../views/kernelHub.ts";
import { panelCommands } from "./commands.ts";
import { PanelContent } from "./content.ts";
import { askExisting, askPipeline, askPlate, askWhichPlate } from "./dialogs.ts";
import type { PanelSettings } from "./settings.ts";

/** What the panel does: the plates, and the way from its buttons to commands and tabs. Loaded when the panel is first used. */
export class Workbench {
  readonly plates: PlateManager;
  readonly restored: Promise<void>;
  readonly #app: JupyterFrontEnd;
  readonly #link: ITiterLink;
  readonly #engine: EngineModel;
  readonly #thumbnails: Thumbnails;
  readonly #settings: () => PanelSettings;
  readonly #forms: IFormsPanel;
  readonly #rooms: IKernelRooms;

  /** @param settings - of the user, as they are now */
  constructor(
    app: JupyterFrontEnd,
    link: ITiterLink,
    engine: EngineModel,
    state: IStateDB,
    settings: () => PanelSettings,
    { forms, rooms }: { readonly forms: IFormsPanel; readonly rooms: IKernelRooms },
  ) {
    this.#forms = forms;
    this.#rooms = rooms;
    this.#app = app;
    this.#settings = settings;
    this.#link = link;
    this.#engine = engine;
    this.plates = new PlateManager(link, new KeptPlates(state), askExisting);
    this.#thumbnails = new Thumbnails(hubOfKernel(() => link.kernel, app.serviceManager.serverSettings.baseUrl));
    this.restored = this.plates.restore();
  }

  /** What the side bar shows. */
  content(): Widget {
    const content: PanelContent = new PanelContent(this.#link, this.plates, this.#engine, {
      plates: {
        add: () => void this.openPlate(),
        actions: (id) => this.#actions(id, () => content),
      },
      monitor: (runId) => this.#execute(panelCommands.monitor, { runId }),
      logs: () => this.#execute(panelCommands.logs, {}),
      sessions: {
        open: (session) => this.#execute(sessionCommand, { session }),
        end: async (session, how) => {
          await this.#link.ask("session.end", { session, how });
        },
      },
    });
    const theme = new MutationObserver(() => content.plates.repaint());
    theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name"] });
    content.disposed.connect(() => theme.disconnect());
    return content;
  }

  /** Opens a plate; asks for its path without one. */
  async openPlate(path?: string, pattern?: string): Promise<void> {
    await this.restored;
    const asked = path === undefined ? await askPlate() : { path, ...(pattern === undefined ? {} : { pattern }) };
    if (asked !== null) await this.plates.add(asked.path, asked.pattern, this.#settings().expandPlates);
  }

  /** What is known of a plate, which is put on the list if it is not there. */
  async details(path: string): Promise<Widget> {
    await this.restored;
    const { id } = await this.plates.add(path);
    const found = () => this.plates.find(id);
    const place = () => found()?.facts?.path ?? path;
    return new PlateDetails(this.plates, found, {
      view: () =>
        this.#execute("titer:view", { address: { source: { kind: "folder", path: place() }, mode: "plate" } }),
      files: () => this.#execute(panelCommands.images, { path: place() }),
      panel: () => this.#execute(panelCommands.show, {}),
    });
  }

  /** Gives a plate a pipeline; asks which when none is named and there are several. */
  async setPipeline(pipeline: PlatePipeline, path: string | undefined): Promise<void> {
    await this.restored;
    const { plates } = this.plates;
    const named = plates.find((plate) => plate.path === path || plate.facts?.path === path);
    const only = plates.length === 1 ? plates[0] : undefined;
    const id = (named ?? only)?.id ?? (plates.length > 0 ? await askWhichPlate(plates) : null);
    if (id !== null) this.plates.setPipeline(id, pipeline);
    else if (plates.length === 0)
      await showErrorMessage("No plate is open", "Open a plate first, then choose its pipeline.");
  }

  #actions(id: number, content: () => PanelContent): PlateActions {
    const { plates } = this;
    const path = () => plates.find(id)?.facts?.path ?? plates.find(id)?.path ?? "";
    const done = (work: Promise<unknown>) => void work; // failures stand in the plate's state
    return {
      expand: (expanded) => plates.change(id, { expanded }),
      choosePipeline: () => void this.#choosePipeline(id),
      chooseWells: (wells) => plates.setWells(id, wells),
      compile: () => done(plates.compile(id)),
      run: () => done(plates.run(id)),
      stop: () => done(plates.stop(id)),
      pause: () => done(plates.pause(id)),
      resume: () => done(plates.resume(id)),
      reopen: () => done(plates.reopen(id)),
      remove: () => plates.remove(id),
      view: (well) => {
        const place = well === undefined ? { mode: "plate" } : { well };
        this.#execute("titer:view", { address: { source: { kind: "folder", path: path() }, ...place } });
      },
      files: () => this.#execute(panelCommands.images, { path: path() }),
      details: () => this.#execute(panelCommands.details, { path: path() }),
      settings: () => {
        this.#showSettings(path()).catch((thrown) => content().plates.card(id)?.note(messageOf(thrown)));
      },
      monitor: () => {
        const runId = plates.find(id)?.runId;
        if (runId !== undefined) this.#execute(panelCommands.monitor, { runId });
      },
      thumbnails: (shown) => {
        const card = content().plates.card(id);
        const facts = plates.find(id)?.facts;
        if (!card || !facts) return;
        if (!shown) return card.map.showImages(new Map());
        const channel = facts.channels[Math.min(this.#settings().thumbnailChannel, facts.channels.length) - 1];
        this.#thumbnails.load(
          facts,
          channel?.id,
          (images) => card.map.showImages(images),
          (problem) => card.note(problem),
        );
      },
      goTo: (step) => {
        const { pipeline } = plates.find(id) ?? {};
        if (pipeline?.kind === "cell") this.#execute("titer:edit-pipeline", { variable: pipeline.name, step });
        else void this.#choosePipeline(id); // with its code at hand
      },
    };
  }

  /** The plate's configuration in the right side bar; what is set there counts when the plate is compiled. */
  async #showSettings(path: string): Promise<void> {
    const { kernel, name } = this.#link;
    if (kernel === null) return;
    const [room, { ScopeModel }] = await Promise.all([this.#rooms.to(kernel, name), import("../forms/scopeModel.ts")]);
    const label = `Plate ${nameOf({ path })}`;
    const model = new ScopeModel(room.config, { scope: "plate", of: path }, `${label} configuration`);
    await this.#forms.show();
    await this.#forms.select({ label, model });
  }

  async #choosePipeline(id: number): Promise<void> {
    const entry = this.plates.find(id);
    if (!entry) return;
    const cells = await this.#link.ask("plate.pipelines", {});
    const others = this.plates.plates.flatMap((plate) =>
      plate.id === id || plate.pipeline === undefined || plate.pipeline.kind === "cell"
        ? []
        : [{ plate: nameOf(plate), pipeline: plate.pipeline }],
    );
    const chosen = await askPipeline(nameOf(entry), { cells, current: entry.pipeline, others });
    if (chosen !== null) this.plates.setPipeline(id, chosen);
  }

  #execute(command: string, args: Readonly<Record<string, unknown>>): void {
    this.#app.commands.execute(command, args as never).catch((thrown) => {
      void showErrorMessage("That did not work", messageOf(thrown));
    });
  }
}
