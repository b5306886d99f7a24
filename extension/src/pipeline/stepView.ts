import type { FunctionEntry } from "titer/protocol";
import { Form } from "../forms/form.ts";
import type { KernelRoom } from "../rooms/kernelRoom.ts";
import { element } from "../viewer/dom.ts";
import type { EditorDocument } from "./document.ts";
import {
  addRoute,
  type FunctionPlace,
  insertFunction,
  mapRoute,
  mapStep,
  removeFunction,
  removeRoute,
  replaceFunction,
} from "./edits.ts";
import { FunctionModel } from "./functionModel.ts";
import { complaints, formPath, sentence } from "./problems.ts";
import { notice, RoutesTable } from "./routesTable.ts";
import { StepModel } from "./stepModel.ts";

/** What a step's view needs of the editor around it. */
export interface StepHost {
  readonly room: KernelRoom;
  readonly document: EditorDocument;
  readonly pick: (title: string) => Promise<FunctionEntry | null>;
}

/** The selected step: its name, its chains, the function under edit, components and all other configs. */
export class StepView {
  readonly node: HTMLElement = element("section", { class: "titer-step", "aria-label": "Selected step" });
  readonly key: string;
  /** Where a preview stands: below the function under edit. */
  readonly previewSlot: HTMLElement = element("div", {});
  readonly #host: StepHost;
  readonly #name = element("input", { type: "text", class: "titer-step-name", "aria-label": "Name of the step" });
  readonly #problems = element("ul", { class: "titer-step-problems", role: "alert" });
  readonly #table: RoutesTable;
  readonly #functionSlot = element("div", {});
  readonly #missing = element("p", { class: "titer-problem", hidden: "" });
  readonly #model: StepModel;
  readonly #configs: Form;
  #at: FunctionPlace = { route: 0, place: 0 };
  #function: { readonly key: string; readonly form: Form } | null = null;

  constructor(key: string, host: StepHost) {
    this.key = key;
    this.#host = host;
    const { document, room } = host;
    const step = this.#step;
    this.#name.value = step?.name ?? "";
    this.#name.addEventListener("input", () => {
      const name = this.#name.value;
      document.edit((draft) => mapStep(draft, key, (one) => ({ ...one, name })), `${key} name`);
    });
    this.#table = new RoutesTable({
      select: (at) => {
        this.#at = at;
        this.update();
      },
      add: (at) => void this.#choose("Add a function", at, insertFunction),
      replace: (at) => void this.#choose("Another function", at, replaceFunction),
      remove: (at) => this.#edit((one) => removeFunction(one, at)),
      addRoute: () => this.#edit((one) => addRoute(one, this.#nextValue())),
      removeRoute: (route) => this.#edit((one) => removeRoute(one, route)),
      rename: (route, value) => this.#edit((one) => mapRoute(one, route, (chain) => ({ ...chain, value }))),
    });
    this.#model = new StepModel(document, key, step?.name ?? "", room.config);
    this.#configs = new Form({ ...modelParts(this.#model), title: "Components and configs" }, {});
    this.node.append(
      element("div", { class: "titer-step-head" }, this.#name),
      this.#problems,
      element("div", { class: "titer-step-table" }, this.#table.node),
      this.#missing,
      this.#functionSlot,
      this.previewSlot,
      this.#configs.node,
    );
    this.update();
  }

  /** The form of what the step sets, for the panel of forms. */
  get model(): StepModel {
    return this.#model;
  }

  update(): void {
    const step = this.#step;
    if (!step) return;
    if (this.#name.value !== step.name && document.activeElement !== this.#name) this.#name.value = step.name;
    this.#keepPlace();
    const problems = this.#host.document.problems.filter((problem) => problem.step === this.key);
    const groupBy = this.#groupBy();
    this.#table.show({ step, selected: this.#at, groupBy, problems });
    this.#showFunction();
    const inConfigs = complaints(problems, formPath);
    this.#configs.complain(inConfigs);
    const { route, place } = this.#at;
    const mine = problems.filter(({ at }) => at?.route === route && at.place === place);
    this.#function?.form.complain(complaints(mine, (field) => field));
    const placed = new Set([...inConfigs.values()]);
    const rest = problems.map(sentence).filter((text) => !placed.has(text));
    if (this.#problems.textContent !== rest.join("")) {
      this.#problems.replaceChildren(...rest.map((text) => element("li", {}, text)));
    }
    this.#problems.hidden = rest.length === 0;
    this.#name.toggleAttribute(
      "aria-invalid",
      problems.some(({ field }) => field === "name"),
    );
  }

  dispose(): void {
    this.#function?.form.dispose();
    this.#configs.dispose();
  }

  get #step() {
    return this.#host.document.draft.steps.find(({ key }) => key === this.key);
  }

  /** The place of a function that is there: the last one before, when that under edit has gone. */
  #keepPlace(): void {
    const routes = this.#step?.routes ?? [];
    const route = Math.min(this.#at.route, routes.length - 1);
    const place = Math.max(0, Math.min(this.#at.place, (routes[route]?.functions.length ?? 1) - 1));
    this.#at = { route, place };
  }

  #showFunction(): void {
    const { route, place } = this.#at;
    const fn = this.#step?.routes[route]?.functions[place];
    const entry = fn && this.#host.room.functions.get(fn.id);
    const key = entry ? `${route} ${place} ${entry.id}` : "";
    const gone = fn && !entry && this.#host.room.functions.all.length > 0;
    notice(
      this.#missing,
      gone ? `${fn.id} does not exist here. Run the cell that declares it, or choose another function.` : "",
    );
    if (this.#function?.key === key || (this.#function === null && key === "")) return;
    this.#function?.form.dispose();
    this.#function = null;
    this.#functionSlot.replaceChildren();
    if (!entry) return;
    const form = new Form(new FunctionModel(this.#host.document, this.key, this.#at, entry), {});
    this.#function = { key, form };
    this.#functionSlot.append(form.node);
  }

  #groupBy(): string {
    const { own, placeholder } = this.#model.value("processing.groupBy");
    return String(own ?? placeholder.replace(/^.*: /, ""));
  }

  #nextValue(): string {
    const taken = new Set(this.#step?.routes.map(({ value }) => value));
    for (let i = 1; ; i++) if (!taken.has(String(i))) return String(i);
  }

  #edit(change: Parameters<typeof mapStep>[2]): void {
    this.#host.document.edit((draft) => mapStep(draft, this.key, change));
  }

  async #choose(title: string, at: FunctionPlace, put: typeof insertFunction): Promise<void> {
    const entry = await this.#host.pick(title);
    if (!entry) return;
    this.#at = at;
    this.#edit((step) => put(step, at, entry));
  }
}

/** A model under another title. */
function modelParts(model: StepModel) {
  return {
    groups: model.groups,
    unwritten: model.unwritten,
    value: (path: string) => model.value(path),
    set: (path: string, value: unknown) => model.set(path, value),
    watch: (listener: (paths: readonly string[]) => void) => model.watch(listener),
  };
}
