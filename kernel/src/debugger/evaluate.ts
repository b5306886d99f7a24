import type { Debugger, Runtime } from "node:inspector";
import { TiterError } from "titer/errors";
import type { InspectorClient } from "./inspectorClient.ts";
import { bridgeExpression } from "./protocol.ts";

/** More names of earlier cells than this in one expression are not looked up. */
const maxNames = 20;

/**
 * The value of a JavaScript expression in a frame, or, without one, among the notebook's names.
 *
 * @throws TiterError `EVALUATION_FAILED` with what the expression threw
 */
export async function evaluate(
  client: InspectorClient,
  expression: string,
  frame: Debugger.CallFrame | undefined,
): Promise<Runtime.RemoteObject> {
  if (!frame) return resultOf(await inNotebook(client, expression));
  // Names of earlier cells are no variables of the frame: each is handed in once it turns out to be missing.
  const names: string[] = [];
  for (;;) {
    const given = names.map((name) => `${bridgeExpression}.names[${JSON.stringify(name)}]`).join(", ");
    const text = names.length === 0 ? expression : `((${names.join(", ")}) => (${expression}))(${given})`;
    const answer = await client.send<Debugger.EvaluateOnCallFrameReturnType>("Debugger.evaluateOnCallFrame", {
      callFrameId: frame.callFrameId,
      expression: text,
      generatePreview: true,
      silent: true,
    });
    const missing = missingName(answer.exceptionDetails);
    if (!missing || names.includes(missing) || names.length >= maxNames) return resultOf(answer);
    const known = await inNotebook(client, `${bridgeExpression}.names.hasOwnProperty(${JSON.stringify(missing)})`);
    if (known.result.value !== true) return resultOf(answer);
    names.push(missing);
  }
}

function inNotebook(client: InspectorClient, expression: string): Promise<Runtime.EvaluateReturnType> {
  const text = `(function () { with (${bridgeExpression}.names) return eval(${JSON.stringify(expression)}); })()`;
  return client.send("Runtime.evaluate", { expression: text, generatePreview: true, silent: true });
}

function missingName(thrown: Runtime.ExceptionDetails | undefined): string | undefined {
  return /^ReferenceError: (\S+) is not defined/.exec(thrown?.exception?.description ?? "")?.[1];
}

function resultOf({ result, exceptionDetails: thrown }: Runtime.EvaluateReturnType): Runtime.RemoteObject {
  if (!thrown) return result;
  throw new TiterError("EVALUATION_FAILED", {
    what: thrown.exception?.description?.split("\n")[0] ?? thrown.text,
    todo: "Write a JavaScript expression of the names that are visible here.",
  });
}
