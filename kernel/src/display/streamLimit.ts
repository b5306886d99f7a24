import { appendFileSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A cell may print this much at once, in characters, and then so much more per second. */
const burst = 8 * 2 ** 20;
const perSecond = 2 ** 20;
/** This much of the end of what was not shown is shown when the cell ends. */
const tailLength = 2000;
/** The disk is left this many bytes. */
const reserve = 2 ** 30;

/** What one cell has printed. */
interface Flow {
  allowance: number;
  at: number;
  overflow?: { readonly file: string; tail: string; written: number; lost: number };
}

/**
 * Keeps a cell that prints without end from filling memory and notebook: what is too much at once goes into a file, and the
 * output says so.
 */
export class StreamLimit {
  readonly #flows = new WeakMap<object, Flow>();
  #folder: string | undefined;
  #files = 0;

  /**
   * The part of a text that may be shown, with a note where the rest went.
   *
   * @param cell stands for the cell that prints
   */
  take(cell: object, text: string): string {
    const flow = this.#flow(cell);
    if (flow.overflow) {
      this.#keep(flow.overflow, text);
      return "";
    }
    if (text.length <= flow.allowance) {
      flow.allowance -= text.length;
      return text;
    }
    flow.overflow = { file: this.#newFile(), tail: "", written: 0, lost: 0 };
    this.#keep(flow.overflow, text.slice(flow.allowance));
    return `${text.slice(0, flow.allowance)}\n[This cell prints too much to show: from here on its output goes to ${flow.overflow.file}, kept until the kernel ends.]\n`;
  }

  /** What to show when the cell ends: how much went into the file, and its end; empty for a cell that kept the limit. */
  summary(cell: object): string {
    const overflow = this.#flows.get(cell)?.overflow;
    if (!overflow) return "";
    const lost = overflow.lost > 0 ? `; ${overflow.lost} more characters were dropped, because the disk is full` : "";
    return `[${overflow.written} characters are in ${overflow.file}${lost}. The last of them:]\n${overflow.tail}`;
  }

  #flow(cell: object): Flow {
    const now = performance.now();
    const flow = this.#flows.get(cell) ?? { allowance: burst, at: now };
    this.#flows.set(cell, flow);
    flow.allowance = Math.min(burst, flow.allowance + ((now - flow.at) / 1000) * perSecond);
    flow.at = now;
    return flow;
  }

  #keep(overflow: NonNullable<Flow["overflow"]>, text: string): void {
    const { bavail, bsize } = statfsSync(tmpdir());
    if (bavail * bsize < reserve + text.length) {
      overflow.lost += text.length;
      return;
    }
    appendFileSync(overflow.file, text);
    overflow.written += text.length;
    overflow.tail = (overflow.tail + text.slice(-tailLength)).slice(-tailLength);
  }

  #newFile(): string {
    if (this.#folder === undefined) {
      const folder = mkdtempSync(join(tmpdir(), "titer-output-"));
      process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
      this.#folder = folder;
    }
    this.#files += 1;
    return join(this.#folder, `output-${this.#files}.txt`);
  }
}
