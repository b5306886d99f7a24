import { readFileSync } from "node:fs";
import { isTiterError, messageOf, TiterError } from "../errors.ts";
import { parseCommand, usageError } from "./command.ts";
import { answerCase, type ConfigAnswers, parseCases } from "./configCases.ts";

const usage = "titer config resolve --cases FILE";

const help = `usage: ${usage}
FILE: a JSON list of {global, pipeline, plate, step, answers}: what is set at each scope, and the fields asked for, with the
names of OpenHCS (step_well_filter_config.well_filter). Prints a list of {answers}. The default suffix of outputs is "_titer".
`;

/** `titer config resolve`: what configuration fields resolve to, for cases in a file. */
export async function config(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseCommand(
    args,
    { cases: { type: "string" }, help: { type: "boolean" } },
    usage,
    1,
  );
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [verb] = positionals;
  if (verb !== "resolve") throw usageError(verb === undefined ? "say what to do" : `config can't "${verb}"`, usage);
  if (values.cases === undefined) throw usageError("--cases is needed", usage);
  const lines = answers(values.cases).map((one) => JSON.stringify(one));
  process.stdout.write(`[\n${lines.join(",\n")}\n]\n`);
  return 0;
}

function answers(file: string): ConfigAnswers[] {
  let at = 0;
  try {
    return parseCases(readFileSync(file, "utf8")).map((one, index) => {
      at = index + 1;
      return answerCase(one);
    });
  } catch (thrown) {
    if (!isTiterError(thrown)) {
      throw new TiterError("NO_SUCH_FILE", {
        what: `the file can't be read: ${messageOf(thrown)}`,
        where: { file },
        todo: "Check the path.",
        cause: thrown,
      });
    }
    const what = at === 0 ? thrown.what : `case ${at}: ${thrown.what}`;
    throw new TiterError(thrown.code, { ...thrown, what, where: { ...thrown.where, file }, cause: thrown });
  }
}
