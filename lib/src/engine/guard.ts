import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/**
 * Watches over this process: when it ends without {@link Guard.dismiss}, by a crash or a kill, `command` is started in its
 * place. The guard is a shell that waits at a pipe, which costs a megabyte and no time, and it is in a session of its own, so
 * that whatever ends the engine's group spares it. Windows has no such shell: there the next client starts the engine.
 */
export class Guard {
  readonly #shell: ChildProcess | undefined;

  /** @param log - where the new process writes what it has to say. */
  constructor(command: readonly string[], log: string) {
    if (process.platform === "win32") return;
    const out = openSync(log, "a", 0o600);
    // `read` succeeds only when a word came; at the pipe's end the shell becomes the new engine.
    const script = 'read -r word || exec "$@"';
    this.#shell = spawn("/bin/sh", ["-c", script, "titer-guard", ...command], {
      detached: true,
      stdio: ["pipe", out, out],
    });
    closeSync(out);
    this.#shell.stdin?.on("error", () => {}); // a guard that was killed is missed only if the engine is killed as well
    this.#shell.unref();
  }

  /** The process ends as it should; a second call does nothing. */
  dismiss(): void {
    this.#shell?.stdin?.end("bye\n");
  }
}
