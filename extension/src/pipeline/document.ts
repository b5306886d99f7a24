import { type ISignal, Signal } from "@lumino/signaling";
import { isTiterError } from "titer/errors";
import type { DraftProblem, EditorState, PipelineDraft } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";

/** How a document stands with the kernel. */
export type DocumentState =
  | { readonly kind: "opening" }
  | { readonly kind: "saved" }
  /** Edits are on their way, or wait for a kernel. */
  | { readonly kind: "waiting" }
  /** Another page has changed the pipeline; this page's version is kept beside that one. */
  | { readonly kind: "conflict"; readonly theirs: EditorState }
  | { readonly kind: "failed"; readonly message: string };

const together = 800;

/**
 * A pipeline that this page edits, however many panels show it. Edits show at once and go to the kernel, which says what is wrong;
 * while there is none they stay here.
 */
export class EditorDocument {
  readonly id: string;
  readonly #link: ITiterLink;
  readonly #changed = new Signal<this, void>(this);
  #draft: PipelineDraft;
  #sent: PipelineDraft | null = null;
  #revision = 0;
  #problems: readonly DraftProblem[] = [];
  #compiled: {
    readonly draft: PipelineDraft;
    readonly problems: readonly DraftProblem[];
    readonly plan: string | null;
  } | null = null;
  #state: DocumentState = { kind: "opening" };
  #busy = false;
  #done: { readonly draft: PipelineDraft; readonly kind: string; readonly at: number }[] = [];
  #undone: PipelineDraft[] = [];
  #selected: string | null = null;

  constructor(id: string, link: ITiterLink, draft: PipelineDraft) {
    this.id = id;
    this.#link = link;
    this.#draft = draft;
    this.#selected = draft.steps[0]?.key ?? null;
    link.told.connect((_, { name, value }) => {
      if (name === "editor.changed" && value.editorId === id) this.#hear(value);
    });
    link.attached.connect(() => void this.open());
  }

  /** The pipeline, the selection, problems or the state changed. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  get draft(): PipelineDraft {
    return this.#draft;
  }

  /** What is wrong with the draft as it is: what the kernel says of it, and the compiler when it has been asked since. */
  get problems(): readonly DraftProblem[] {
    if (this.#sent !== this.#draft) return this.#problems;
    return this.#compiled?.draft === this.#draft ? [...this.#problems, ...this.#compiled.problems] : this.#problems;
  }

  /** What the plan says that the draft, as it is, was compiled to. */
  get plan(): string | null {
    return this.#compiled?.draft === this.#draft ? this.#compiled.plan : null;
  }

  get state(): DocumentState {
    return this.#state;
  }

  get selected(): string | null {
    return this.#selected;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  select(key: string | null): void {
    if (this.#selected === key) return;
    this.#selected = key;
    this.#changed.emit();
  }

  /**
   * Changes the pipeline.
   *
   * @param kind edits of one kind in quick succession, such as the keys of a word or the steps of a slider, are undone together
   */
  edit(change: (draft: PipelineDraft) => PipelineDraft, kind = ""): void {
    const next = change(this.#draft);
    if (next === this.#draft) return;
    const now = performance.now();
    const last = this.#done.at(-1);
    const joins = kind !== "" && last?.kind === kind && now - last.at < together;
    this.#done = joins
      ? [...this.#done.slice(0, -1), { ...last, at: now }]
      : [...this.#done, { draft: this.#draft, kind, at: now }];
    this.#undone = [];
    this.#replace(next);
  }

  undo(): void {
    const last = this.#done.at(-1);
    if (!last) return;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, this.#draft];
    this.#replace(last.draft);
  }

  redo(): void {
    const next = this.#undone.at(-1);
    if (!next) return;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, { draft: this.#draft, kind: "", at: Number.NEGATIVE_INFINITY }];
    this.#replace(next);
  }

  /** Opens the document in the kernel, or again in one that has been restarted: there it goes on with this page's draft. */
  async open(variable?: string): Promise<void> {
    try {
      const isNew = this.#revision === 0 && variable !== undefined;
      const ask = isNew ? { editorId: this.id, variable } : { editorId: this.id, draft: this.#draft };
      const state = await this.#link.ask("editor.open", ask);
      const keeps = this.#revision > 0 && !sameDraft(state.draft, this.#draft);
      this.#revision = state.revision;
      this.#problems = state.problems;
      if (keeps) {
        this.#say({ kind: "waiting" });
        await this.#send();
        return;
      }
      this.#adopt(state);
    } catch (thrown) {
      this.#say({ kind: "failed", message: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  }

  /** Asks the compiler what it thinks of the draft for a plate. Rejects when the kernel does not answer. */
  async compile(plate: string): Promise<void> {
    const { draft } = this;
    const { problems, plan } = await this.#link.ask("editor.compile", { draft, plate });
    this.#compiled = { draft, problems, plan };
    this.#changed.emit();
  }

  /** Ends a conflict: with this page's version, or with the other one. */
  resolve(keep: "mine" | "theirs"): void {
    if (this.#state.kind !== "conflict") return;
    const { theirs } = this.#state;
    this.#revision = theirs.revision;
    this.#say({ kind: "waiting" });
    if (keep === "mine") void this.#send();
    else {
      this.#done = [...this.#done, { draft: this.#draft, kind: "", at: Number.NEGATIVE_INFINITY }];
      this.#adopt(theirs);
    }
  }

  #replace(draft: PipelineDraft): void {
    this.#draft = draft;
    if (!draft.steps.some(({ key }) => key === this.#selected)) this.#selected = draft.steps.at(-1)?.key ?? null;
    if (this.#state.kind === "saved") this.#state = { kind: "waiting" };
    this.#changed.emit();
    void this.#send();
  }

  /** Sends the newest draft when the one before has been answered. */
  async #send(): Promise<void> {
    if (this.#busy || this.#revision === 0 || this.#state.kind === "conflict") return;
    this.#busy = true;
    try {
      while (this.#sent !== this.#draft) {
        const draft = this.#draft;
        const state = await this.#link.ask("editor.update", { editorId: this.id, base: this.#revision, draft });
        this.#sent = draft;
        this.#revision = state.revision;
        this.#problems = state.problems;
        this.#say({ kind: this.#draft === draft ? "saved" : "waiting" });
      }
    } catch (thrown) {
      if (isTiterError(thrown, "EDITOR_CONFLICT")) {
        this.#say({ kind: "conflict", theirs: thrown.details.state as EditorState });
      } else this.#say({ kind: "failed", message: thrown instanceof Error ? thrown.message : String(thrown) });
    } finally {
      this.#busy = false;
    }
  }

  /** The kernel tells of a newer revision: this page's own, or another page's. */
  #hear(state: EditorState): void {
    if (state.revision <= this.#revision || this.#busy) return;
    if (this.#sent === this.#draft) this.#adopt(state);
    else this.#say({ kind: "conflict", theirs: state });
  }

  #adopt({ draft, revision, problems }: EditorState): void {
    this.#draft = draft;
    this.#sent = draft;
    this.#revision = revision;
    this.#problems = problems;
    if (!draft.steps.some(({ key }) => key === this.#selected)) this.#selected = draft.steps[0]?.key ?? null;
    this.#say({ kind: "saved" });
  }

  #say(state: DocumentState): void {
    this.#state = state;
    this.#changed.emit();
  }
}

function sameDraft(a: PipelineDraft, b: PipelineDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
