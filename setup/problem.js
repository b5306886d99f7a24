/** Something that stops set-up and that the user can put right: one line that says what, and what to do. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {{ output?: string | undefined }} [options] `output`: what the failed command printed, shown above the line.
   */
  constructor(message, options = {}) {
    super(message);
    this.name = "Problem";
    this.output = options.output;
  }
}

/**
 * Runs a command-line program's main function: its result is the exit status, a {@link Problem} one line and status 1.
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
    process.exitCode = 1;
  }
}
