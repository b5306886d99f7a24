import { messageOf } from "titer/errors";
import type { LogAnswer, LogLevel, LogLine, LogQuestion } from "titer/protocol";
import type { ITiterLink } from "../comm/link.ts";
import { button, element, setText } from "../viewer/dom.ts";

const most = 500;

/** What engine and workers have logged, with search, levels and one worker's alone. */
export class LogsView {
  readonly node: HTMLElement;
  readonly #link: ITiterLink;
  readonly #words = element("input", { type: "search", placeholder: "Words", "aria-label": "Words that must occur" });
  readonly #level = element("select", { "aria-label": "Least level" });
  readonly #from = element("select", { "aria-label": "Who has logged" });
  readonly #lines = element("ol", { class: "titer-log", "aria-label": "Log entries, the newest first", tabindex: 0 });
  readonly #note = element("p", { class: "titer-panel-empty", role: "status" });
  #runId: string | undefined;
  #asked = 0;

  /** @param runId - of the run whose entries are shown; absent for all */
  constructor(link: ITiterLink, runId?: string) {
    this.#link = link;
    this.#runId = runId;
    for (const level of ["info", "debug", "warn", "error"])
      this.#level.append(element("option", { value: level }, level));
    this.#from.append(element("option", { value: "" }, "all"));
    for (const input of [this.#level, this.#from]) input.addEventListener("change", () => this.load());
    this.#words.addEventListener("input", () => this.load());
    const again = button("Refresh", "Refresh: read the logs again", () => this.load());
    const bar = element("div", { class: "titer-log-bar" }, this.#words, this.#level, this.#from, again);
    this.node = element("div", { class: "titer-logs" }, bar, this.#note, this.#lines);
  }

  /** Another run from now on. */
  follow(runId: string): void {
    this.#runId = runId;
  }

  /** Reads the logs again. */
  load(): void {
    void this.#load(++this.#asked);
  }

  async #load(number: number): Promise<void> {
    const question: LogQuestion = {
      level: this.#level.value as LogLevel, // its options are the levels
      words: this.#words.value,
      limit: most,
      ...(this.#runId === undefined ? {} : { runId: this.#runId }),
      ...(this.#from.value === "" ? {} : { from: this.#from.value }),
    };
    try {
      const answer = await this.#link.ask("engine.logs", question);
      if (number === this.#asked) this.#show(answer);
    } catch (thrown) {
      if (number === this.#asked) setText(this.#note, messageOf(thrown));
    }
  }

  #show({ entries, found, sources }: LogAnswer): void {
    const known = new Set([...this.#from.options].map(({ value }) => value));
    for (const source of sources)
      if (!known.has(source)) this.#from.append(element("option", { value: source }, source));
    const all = `${found} ${found === 1 ? "entry" : "entries"}`;
    setText(
      this.#note,
      found > entries.length ? `The last ${entries.length} of ${all}.` : found === 0 ? "No entry fits." : all,
    );
    this.#lines.replaceChildren(...[...entries].reverse().map(line));
  }
}

function line({ at, level, from, message, well, data }: LogLine): HTMLElement {
  const time = element("time", { datetime: at, title: at }, new Date(at).toLocaleTimeString());
  const about = element("span", { class: "titer-log-from" }, well === undefined ? from : `${from} ${well}`);
  const node = element(
    "li",
    { "data-level": level },
    time,
    element("b", {}, level),
    about,
    element("span", {}, message),
  );
  if (data !== undefined) node.append(element("code", {}, JSON.stringify(data)));
  return node;
}
