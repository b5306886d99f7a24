import type { Content } from "../messages/message.ts";

/** An output as a notebook file holds it (nbformat 4). */
export type Output = Readonly<Record<string, unknown>> & { readonly output_type: string };

/** Least time between two reports of a stream of outputs, in milliseconds. */
const pause = 40;

/**
 * Outputs that go into a list instead of below a cell: text is put together, displays are updated in their places, and
 * clearing works as in cells.
 */
export class Capture {
  readonly #changed: (outputs: readonly Output[]) => void;
  #outputs: { readonly output: Output; readonly id: unknown }[] = [];
  #clearing = false;
  #reported: number;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param changed gets all outputs: at once, then at most every 40 ms, and always the last state
   * @param quiet milliseconds from now in which nothing is reported unless the capture ends
   */
  constructor(changed: (outputs: readonly Output[]) => void, quiet = 0) {
    this.#changed = changed;
    this.#reported = performance.now() + quiet - pause;
  }

  /** Takes an output message; false for a message that is none. */
  take(type: string, content: Content): boolean {
    switch (type) {
      case "stream":
        this.#write(String(content.name), String(content.text));
        break;
      case "display_data":
      case "error":
        this.add({ ...withoutTransient(content), output_type: type }, displayId(content));
        break;
      case "execute_result":
        this.add({ ...withoutTransient(content), output_type: "display_data" });
        break;
      case "update_display_data":
        this.#update(content);
        break;
      case "clear_output":
        this.clear(content.wait === true);
        break;
      default:
        return false;
    }
    return true;
  }

  /** Adds an output. */
  add(output: Output, id?: unknown): void {
    this.#clearIfAsked();
    this.#outputs.push({ output, id });
    this.#report();
  }

  /** Removes all outputs; with `wait`, when the next one comes. */
  clear(wait = false): void {
    this.#clearing = wait;
    if (wait) return;
    this.#outputs = [];
    this.#report();
  }

  /** Reports what has not been reported yet. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#now();
  }

  #write(name: string, text: string): void {
    this.#clearIfAsked();
    const last = this.#outputs.at(-1)?.output;
    if (last?.output_type !== "stream" || last.name !== name) {
      this.add({ output_type: "stream", name, text });
      return;
    }
    const output = { ...last, text: `${String(last.text)}${text}` };
    this.#outputs[this.#outputs.length - 1] = { output, id: undefined };
    this.#report();
  }

  #update(content: Content): void {
    const id = displayId(content);
    const updated = { ...withoutTransient(content), output_type: "display_data" };
    this.#outputs = this.#outputs.map((entry) => (entry.id === id ? { output: updated, id } : entry));
    this.#report();
  }

  #clearIfAsked(): void {
    if (this.#clearing) this.#outputs = [];
    this.#clearing = false;
  }

  #report(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#reported + pause - performance.now();
    if (wait <= 0) this.#now();
    else this.#timer = setTimeout(() => this.#now(), wait);
  }

  #now(): void {
    this.#timer = undefined;
    this.#reported = performance.now();
    this.#changed(this.#outputs.map(({ output }) => output));
  }
}

function withoutTransient({ transient: _, ...content }: Content): Content {
  return content;
}

function displayId({ transient }: Content): unknown {
  return (transient as { display_id?: unknown } | undefined)?.display_id;
}
