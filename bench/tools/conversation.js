import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * A program that answers one line of JSON to each line of JSON; its own first line needs no question.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 */
export function converse(program, parameters) {
  const child = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${parameters[0]} ended without an answer`);
    return JSON.parse(value);
  };
  return {
    /** The next line. */
    answer,
    /** @param {unknown} question */
    ask: (question) => {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return answer();
    },
    end: () => child.stdin.end(),
  };
}
