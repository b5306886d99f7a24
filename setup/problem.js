/** Something that stops set-up and that the user can put right: one line that says what, and what to do. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {{ output?: string | undefined, status?: number }} [options] `output`: what the failed command printed, shown
   *   above the line; `status`: the exit status, 1 unless given.
   */
  constructor(message, options = {}) {
    super(message);
    this.name = "Problem";
    this.output = options.output;
    this.status = options.status ?? 1;
  }
}

/** @param {AbortSignal | undefined} signal @throws {Problem} when the user ended the work. */
export function refuseWhenInterrupted(signal) {
  if (signal?.aborted) throw new Problem("Interrupted: run the command again to go on.", { status: 130 });
}

/**
 * Runs a command-line program's main function: its result is the exit status, a {@link Problem} one line.
 *
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    if (thrown.output) console.error(thrown.output.trimEnd().split("\n").slice(-25).join("\n"));
    console.error(thrown.message);
    process.exitCode = thrown.status;
  }
}
