import { Dialog, showDialog } from "@jupyterlab/apputils";
import { Widget } from "@lumino/widgets";
import type { CellPipeline, PlatePipeline } from "titer/protocol";
import { nameOf, type PlateEntry } from "../plates/plateEntry.ts";
import { element } from "../viewer/dom.ts";

/** A dialog's body that gives a value. */
class Body<T> extends Widget implements Dialog.IBodyWidget<T> {
  readonly #value: () => T;

  constructor(node: HTMLElement, value: () => T) {
    super({ node });
    this.#value = value;
  }

  getValue(): T {
    return this.#value();
  }
}

/** Asks for a plate's folder, and how its files are named when no format knows them; null when the user takes it back. */
export async function askPlate(): Promise<{ readonly path: string; readonly pattern?: string } | null> {
  const path = element("input", {
    type: "text",
    class: "jp-mod-styled",
    placeholder: "plates/screen-1",
    spellcheck: "false",
  });
  const pattern = element("input", {
    type: "text",
    class: "jp-mod-styled",
    placeholder: "(?<well>[A-P]\\d\\d)_s(?<site>\\d+)_w(?<channel>\\d+)",
    spellcheck: "false",
  });
  const node = element(
    "div",
    { class: "titer-dialog" },
    element("label", {}, "Folder or file of the plate", path),
    element("p", {}, "A path counts from where the file browser begins."),
    element("label", {}, "How files are named, if no format is found (a regular expression)", pattern),
  );
  const given = () => ({ path: path.value.trim(), pattern: pattern.value.trim() });
  const { button, value } = await showDialog({
    title: "Open a plate",
    body: new Body(node, given),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: "Open" })],
    focusNodeSelector: "input",
  });
  if (!button.accept || !value || value.path === "") return null;
  return value.pattern === "" ? { path: value.path } : value;
}

/** Where a pipeline can come from besides the cells of a notebook. */
export interface PipelineChoices {
  readonly cells: readonly CellPipeline[];
  /** What the plate has now. */
  readonly current: PlatePipeline | undefined;
  /** Those of other plates. */
  readonly others: readonly { readonly plate: string; readonly pipeline: PlatePipeline }[];
}

/** Asks for a plate's pipeline; null when the user takes it back. */
export async function askPipeline(
  plate: string,
  { cells, current, others }: PipelineChoices,
): Promise<PlatePipeline | null> {
  const options: { readonly label: string; readonly pipeline: PlatePipeline }[] = [
    ...cells.map(({ name, steps }) => ({
      label: `${name} (notebook): ${steps.join(" → ")}`,
      pipeline: { kind: "cell", name } as const,
    })),
    ...others.map(({ plate: of, pipeline }) => ({ label: `${pipeline.name} (as for ${of})`, pipeline })),
  ];
  const select = element("select", { class: "jp-mod-styled" });
  for (const [index, { label }] of options.entries()) select.append(element("option", { value: index }, label));
  select.append(element("option", { value: "file" }, "A file (.ts)"), element("option", { value: "code" }, "Code"));
  const file = element("input", {
    type: "text",
    class: "jp-mod-styled",
    placeholder: "pipelines/count.ts",
    spellcheck: "false",
  });
  const code = element("textarea", { class: "jp-mod-styled", rows: 10, spellcheck: "false", placeholder: example });
  if (current?.kind === "file") [select.value, file.value] = ["file", current.path];
  if (current?.kind === "code") [select.value, code.value] = ["code", current.code];
  if (current?.kind === "cell") {
    const at = options.findIndex(({ pipeline }) => pipeline.kind === "cell" && pipeline.name === current.name);
    if (at >= 0) select.value = String(at);
  }
  const fileRow = element("label", {}, "Path of the file; it is read, not run", file);
  const codeRow = element("label", {}, "Code that exports a pipeline; it is read, not run", code);
  const show = () => {
    fileRow.hidden = select.value !== "file";
    codeRow.hidden = select.value !== "code";
  };
  select.addEventListener("change", show);
  show();
  const node = element("div", { class: "titer-dialog" }, element("label", {}, "Pipeline", select), fileRow, codeRow);
  const given = (): PlatePipeline | null => {
    if (select.value === "code")
      return code.value.trim() === "" ? null : { kind: "code", name: "code", code: code.value };
    if (select.value !== "file") return options[Number(select.value)]?.pipeline ?? null;
    const path = file.value.trim();
    return path === "" ? null : { kind: "file", name: path.split("/").at(-1) ?? path, path };
  };
  const { button, value } = await showDialog({
    title: `Pipeline for ${plate}`,
    body: new Body(node, given),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: "Use" })],
    focusNodeSelector: "select",
  });
  return button.accept ? value : null;
}

const example = `import { FunctionStep } from "titer";
import { gaussianBlur } from "titer/functions";
export default [new FunctionStep({ name: "blur", func: gaussianBlur.with({ sigma: 2 }) })];`;

/** Asks which plate is meant; null when the user takes it back. */
export async function askWhichPlate(plates: readonly PlateEntry[]): Promise<number | null> {
  const select = element("select", { class: "jp-mod-styled" });
  for (const plate of plates) select.append(element("option", { value: plate.id }, nameOf(plate)));
  const node = element("div", { class: "titer-dialog" }, element("label", {}, "Plate", select));
  const { button, value } = await showDialog({
    title: "For which plate?",
    body: new Body(node, () => Number(select.value)),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: "Use" })],
    focusNodeSelector: "select",
  });
  return button.accept ? value : null;
}

/** Asks what becomes of another pipeline's results. */
export async function askExisting(entry: PlateEntry): Promise<"keep" | "replace" | null> {
  const keep = Dialog.okButton({ label: "Keep what is the same" });
  const replace = Dialog.warnButton({ label: "Replace all" });
  const { button } = await showDialog({
    title: `${nameOf(entry)} has results of another pipeline`,
    body: "Wells and steps that the new pipeline would make just so can be kept; or everything is made anew.",
    buttons: [Dialog.cancelButton(), replace, keep],
    defaultButton: 2,
  });
  if (!button.accept) return null;
  return button.label === replace.label ? "replace" : "keep";
}

/** Whether runs may be cancelled with the engine. */
export async function mayForce(runs: number): Promise<boolean> {
  const { button } = await showDialog({
    title: "End the engine?",
    body: `${runs === 1 ? "One run goes on and is" : `${runs} runs go on and are`} cancelled; finished wells are kept.`,
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: "End it" })],
  });
  return button.accept;
}
