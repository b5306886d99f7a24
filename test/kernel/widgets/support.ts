import type { KernelProcess } from "../support/kernelProcess.js";
import { resultText, type WireMessage } from "../support/wireClient.js";

/** Runs a cell and gives the text of its result; its errors and warnings fail the test. */
export async function resultOf({ client }: KernelProcess, code: string): Promise<string> {
  const { outputs } = await client.execute(code);
  const problem = outputs.find(({ type, content }) => type === "error" || content.name === "stderr");
  if (problem) throw new Error(String(problem.content.evalue ?? problem.content.text));
  return resultText(outputs) ?? "";
}

/** A message of the page to a widget; gives everything that came back. */
export async function say({ client }: KernelProcess, id: string, data: object): Promise<WireMessage[]> {
  const sent = await client.send("shell", "comm_msg", { comm_id: id, data });
  await client.waitFor(({ parent, content }) => parent === sent && content.execution_state === "idle");
  return client.outputsOf(sent);
}
