import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { messageOf, TiterError } from "../../errors.ts";
import { cataloguePath } from "./catalogue.ts";
import { findPython } from "./findPython.ts";
import { type Answer, bridgeProtocol, type Hello, parseAnswer, parseHello, type Request } from "./messages.ts";
import { createSharedMemory, type SharedMemory } from "./sharedMemory.ts";

/** A library in a Python process of its own. */
export interface Bridge {
  /** What is written here, the process sees; see {@link Request}. */
  readonly memory: SharedMemory;
  /** Version of the library. */
  readonly version: string;
  /** Of the process. */
  readonly pid: number;
  /** Whether calls can still be made. */
  readonly alive: boolean;
  /** Has the bridge and its memory for itself; others wait, and are refused with `BRIDGE_CRASHED` when it ended meanwhile. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  /**
   * One call, within a turn; gives the milliseconds that the library took.
   *
   * @throws TiterError `BRIDGE_FUNCTION` with what the library said; `BRIDGE_CRASHED`, `BRIDGE_TIMEOUT` or `CANCELLED`, after
   *   which the bridge is not alive any more.
   */
  call(request: Omit<Request, "id">, limits: CallLimits): Promise<number>;
  /** Ends the process at once. */
  close(): void;
}

/** When a call is given up, and with it the process: Python code cannot be stopped in any other way. */
export interface CallLimits {
  readonly milliseconds: number;
  /** Looked at every 50 ms. */
  readonly signal: { readonly aborted: boolean };
}

const script = fileURLToPath(new URL("../../../src/python/bridge/serve.py", import.meta.url));
const startLimit = 60_000;
/** Wells run side by side, and one thread gives the same bytes everywhere; the catalogue was verified so. */
const oneThread = { ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS: "1", OMP_NUM_THREADS: "1" };

/**
 * Starts a library's process: a fixed interpreter with fixed arguments, no shell, and an environment of a few names.
 *
 * @throws TiterError `BRIDGE_UNAVAILABLE` when there is no Python or no such library in it.
 */
export async function openBridge(library: string, python: string = findPython()): Promise<Bridge> {
  const memory = createSharedMemory(1 << 24);
  const child = spawn(python, ["-E", "-s", "-u", script, library, cataloguePath], {
    stdio: ["pipe", "pipe", "pipe", memory.descriptor],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8", ...oneThread },
  });
  const lines = new Lines(child);
  try {
    const hello = parseHello(await lines.next(startLimit, { aborted: false }));
    return new PythonBridge(child, lines, memory, installed(hello, library, python));
  } catch (cause) {
    child.kill("SIGKILL");
    memory.close();
    throw new TiterError("BRIDGE_UNAVAILABLE", {
      what: `the Python bridge to ${library} does not start with ${python}: ${messageOf(cause)}`,
      todo: `Install ${library} for that Python (the project's own: titer bridge add ${library}), or set TITER_PYTHON.`,
      cause,
    });
  }
}

function installed(hello: Hello | undefined, library: string, python: string): string {
  if (hello?.protocol === bridgeProtocol && hello.version !== null) return hello.version;
  const what = hello?.version === null ? `${library} is not installed` : "it speaks another protocol";
  throw new TiterError("BRIDGE_UNAVAILABLE", { what, todo: `Install ${library} for ${python}.` });
}

class PythonBridge implements Bridge {
  readonly memory: SharedMemory;
  readonly version: string;
  readonly #child: ChildProcess;
  readonly #lines: Lines;
  #last: Promise<unknown> = Promise.resolve();
  #calls = 0;
  #alive = true;

  constructor(child: ChildProcess, lines: Lines, memory: SharedMemory, version: string) {
    this.#child = child;
    this.#lines = lines;
    this.memory = memory;
    this.version = version;
    child.once("exit", () => this.close());
    // A bridge at rest must not keep the process that uses it.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as { unref?: () => void }).unref?.();
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get alive(): boolean {
    return this.#alive;
  }

  turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(() => {
      if (this.#alive) return work();
      throw new Gone("BRIDGE_CRASHED", "the Python process ended before its turn came").asError("a call");
    });
    this.#last = mine.catch(() => undefined); // its caller has the error
    return mine;
  }

  async call(request: Omit<Request, "id">, { milliseconds, signal }: CallLimits): Promise<number> {
    this.#calls += 1;
    const id = this.#calls;
    const { fn } = request;
    let answer: Answer | undefined;
    try {
      this.#child.stdin?.write(`${JSON.stringify({ ...request, id })}\n`);
      answer = parseAnswer(await this.#lines.next(milliseconds, signal));
    } catch (cause) {
      this.close();
      throw cause instanceof Gone ? cause.asError(fn) : cause;
    }
    if (answer?.id !== id) {
      this.close();
      throw new TiterError("BRIDGE_CRASHED", { what: `${fn}: the bridge answered nonsense`, todo: "Run it again." });
    }
    if (answer.ok) return answer.ms;
    throw new TiterError("BRIDGE_FUNCTION", {
      what: `${fn} failed: ${answer.message}`,
      todo: "Check the parameters and the image, or use another function.",
      details: { function: fn, code: answer.code },
    });
  }

  close(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#child.kill("SIGKILL");
    this.memory.close();
  }
}

/** Why no line came. */
class Gone extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  asError(fn: string): TiterError {
    return new TiterError(this.code, {
      what: `${fn}: ${this.message}`,
      todo: "The next call starts a fresh bridge; if it happens again, use another function or smaller images.",
      details: { function: fn },
    });
  }
}

/** The lines of a child, one at a time, with what it wrote on standard error for when it ends. */
class Lines {
  readonly #child: ChildProcess;
  #waiting: ((line: string) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #ended: Gone | undefined;
  #errors = "";

  constructor(child: ChildProcess) {
    this.#child = child;
    if (child.stdout) createInterface({ input: child.stdout }).on("line", (line) => this.#waiting?.(line));
    child.stderr?.on("data", (data) => {
      this.#errors = (this.#errors + data).slice(-2000);
    });
    child.stdin?.on("error", () => undefined); // the exit says more
    child.once("error", (error) => this.#end(new Gone("BRIDGE_CRASHED", error.message)));
    child.once("close", (status, signal) => {
      const tail = this.#errors.trim() === "" ? "" : `: ${this.#errors.trim().split("\n").at(-1)}`;
      this.#end(new Gone("BRIDGE_CRASHED", `the Python process ended with ${signal ?? status}${tail}`));
    });
  }

  /** @throws Gone after the time, a cancellation, or the end of the process. */
  async next(milliseconds: number, signal: { readonly aborted: boolean }): Promise<string> {
    if (this.#ended) throw this.#ended;
    this.#child.ref();
    const deadline = Date.now() + milliseconds;
    let look: NodeJS.Timeout | undefined;
    try {
      return await new Promise<string>((done, fail) => {
        this.#waiting = done;
        this.#failed = fail;
        look = setInterval(() => {
          if (signal.aborted) fail(new Gone("CANCELLED", "cancelled"));
          else if (Date.now() > deadline) fail(new Gone("BRIDGE_TIMEOUT", `no answer within ${milliseconds / 1000} s`));
        }, 50);
      });
    } finally {
      clearInterval(look);
      this.#waiting = undefined;
      this.#failed = undefined;
      this.#child.unref();
    }
  }

  #end(gone: Gone): void {
    this.#ended = gone;
    this.#failed?.(gone);
  }
}
