import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { readConfigCell, rootField, writeConfigCell } from "titer/config";
import { isTiterError, TiterError } from "titer/errors";
import type { ConfigFormRequest, ConfigFormUpdate, ConfigFormValue, ConfigOutput } from "titer/protocol";
import { readDirectives } from "../cell/directives.ts";
import { stringField } from "../messages/fields.ts";
import type { Content } from "../messages/message.ts";
import type { Comm, CommMessage } from "../session/comms.ts";
import { fieldsOf, formGroups, formValues } from "./formModel.ts";
import { type ScopeName, scopeKey, scopeName, scopeTitle } from "./scopeName.ts";
import { fieldOf, type NotebookScopes } from "./scopes.ts";

type Values = Readonly<Record<string, ConfigFormValue>>;

/** A form that is open in some page. */
interface OpenForm {
  readonly comm: Comm;
  readonly cell: string;
  sent: Values;
  unwritten: readonly string[];
}

/** The forms of a notebook's configuration cells: what they show, and what pages do with them. */
export class ConfigForms {
  readonly #scopes: NotebookScopes;
  readonly #folder: string;
  /** The cell of each form that is shown; a cell has one. */
  readonly #cells = new Map<string, string>();
  readonly #open = new Set<OpenForm>();

  constructor(scopes: NotebookScopes, folder: string) {
    this.#scopes = scopes;
    this.#folder = folder;
    scopes.onChange(() => {
      for (const form of this.#open) this.#update(form);
    });
  }

  /** A new form for what a cell sets, in place of the cell's earlier one. */
  show(cell: string, name: ScopeName): ConfigOutput {
    for (const [formId, other] of this.#cells) if (other === cell) this.#cells.delete(formId);
    const formId = randomUUID();
    this.#cells.set(formId, cell);
    const values = formValues(name, this.#scopes.node(name));
    return { version: 1, formId, title: scopeTitle(name), groups: formGroups(name), values };
  }

  /** A page shows a form; a form of an earlier kernel or of an older run of its cell stays as it is. */
  opened(comm: Comm, message: CommMessage): void {
    const cell = this.#cells.get(stringField(message.data, "formId"));
    if (cell === undefined) comm.close({ reason: "Run the cell again to edit." });
    else this.#begin({ comm, cell, sent: {}, unwritten: [] });
  }

  #begin(form: OpenForm): void {
    this.#open.add(form);
    form.comm.onClose(() => this.#open.delete(form));
    form.comm.onMessage(({ data }) => this.#answer(form, data));
    this.#update(form, true);
  }

  #answer(form: OpenForm, data: Content): void {
    const request = formRequest(data);
    try {
      if (request.kind === "set") this.#scopes.edit(form.cell, request.path, request.value);
      else if (request.kind === "revert") this.#scopes.revert(form.cell);
      else this.#send(form, { kind: "source", source: this.#write(form.cell, request.source) });
    } catch (thrown) {
      if (!isTiterError(thrown)) throw thrown;
      const path = request.kind === "set" ? request.path : "";
      this.#send(form, { kind: "refused", path, message: `${thrown.what}. ${thrown.todo}` });
    }
  }

  /** The cell's text with the edits in it; the text counts from now on, as if the cell had run. */
  #write(cell: string, source: string): string {
    const { name, fields } = this.#scopes.partOf(cell);
    const scope = readDirectives(source).config?.scope;
    if (scope === undefined || scopeKey(scopeName(scope, this.#folder)) !== scopeKey(name)) {
      throw new TiterError("OTHER_CELL", {
        what: "the cell's first line was changed",
        todo: "Run the cell, then edit the form that it shows.",
      });
    }
    const text = this.#unwritten(cell).reduce((now, path) => writeConfigCell(now, path, fieldOf(fields, path)), source);
    const { context, problems } = readConfigCell(name.scope, readDirectives(text).config?.body ?? "");
    if (problems[0]) throw problems[0].error;
    this.#scopes.set(cell, name, context.input);
    return text;
  }

  #unwritten(cell: string): readonly string[] {
    const { name, fields, written } = this.#scopes.partOf(cell);
    const paths = fieldsOf(name).map(({ path }) => path);
    return paths.filter((path) => !isDeepStrictEqual(fieldOf(fields, path), fieldOf(written, path)));
  }

  /** Tells a form what is another value now, and which edits its cell's text lacks. */
  #update(form: OpenForm, always = false): void {
    if (!this.#isThere(form.cell)) {
      this.#open.delete(form);
      form.comm.close({ reason: "The form's cell sets no configuration any more." });
      return;
    }
    const { name } = this.#scopes.partOf(form.cell);
    const all = formValues(name, this.#scopes.node(name));
    const unwritten = this.#unwritten(form.cell);
    const changed = Object.entries(all).filter(([path, value]) => !isDeepStrictEqual(value, form.sent[path]));
    if (!always && changed.length === 0 && isDeepStrictEqual(unwritten, form.unwritten)) return;
    form.sent = all;
    form.unwritten = unwritten;
    this.#send(form, { kind: "values", values: Object.fromEntries(changed), unwritten });
  }

  #isThere(cell: string): boolean {
    return [...this.#cells.values()].includes(cell) && this.#scopes.has(cell);
  }

  #send(form: OpenForm, update: ConfigFormUpdate): void {
    form.comm.send(update);
  }
}

/** Throws `BAD_MESSAGE`, or `UNKNOWN_FIELD` for a path that is none. */
function formRequest(data: Content): ConfigFormRequest {
  const kind = stringField(data, "kind");
  if (kind === "revert") return { kind };
  if (kind === "write") return { kind, source: stringField(data, "source") };
  if (kind === "set") return { kind, path: rootField(stringField(data, "path")).path, value: data.value };
  throw new TiterError("BAD_MESSAGE", {
    what: `a form asks for "${kind}"`,
    todo: 'Use "set", "write" or "revert".',
  });
}
