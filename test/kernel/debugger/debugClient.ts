import type { WireClient, WireMessage } from "../support/wireClient.js";

interface Frame {
  readonly name: string;
  readonly line: number;
  readonly source: { readonly path: string };
}

interface Listed {
  readonly name: string;
  readonly value: string;
  readonly variablesReference: number;
}

/** What the tests read of replies and events. */
export interface Body {
  readonly reason: string;
  readonly sourcePath: string;
  readonly content: string;
  readonly variablesReference: number;
  readonly data: Record<string, unknown>;
  readonly stackFrames: readonly Frame[];
  readonly scopes: readonly Listed[];
  readonly variables: readonly Listed[];
  readonly modules: readonly object[];
}

/** A debugger's front end on the wire: numbers requests and picks events, each once. */
export class DebugClient {
  readonly #client: WireClient;
  readonly #taken = new Set<WireMessage>();
  #seq = 0;

  constructor(client: WireClient) {
    this.#client = client;
  }

  /** The reply to a command, whether it succeeded or not. */
  async reply(command: string, given: object = {}): Promise<Record<string, unknown>> {
    const content = { type: "request", seq: ++this.#seq, command, arguments: given };
    return (await this.#client.request("debug_request", content, "control")).reply.content;
  }

  /** The body of the reply to a command that must succeed. */
  async body(command: string, given: object = {}): Promise<Body> {
    const reply = await this.reply(command, given);
    if (reply.success !== true) throw new Error(`${command}: ${JSON.stringify(reply)}`);
    return reply.body as Body;
  }

  /** The body of the next event of a name that was not taken yet. */
  async event(name: string): Promise<Body> {
    const message = await this.#client.waitFor(
      (one) => one.type === "debug_event" && one.content.event === name && !this.#taken.has(one),
    );
    this.#taken.add(message);
    return message.content.body as Body;
  }

  /** Sets breakpoints in a cell's text, lines from 1, and gives the cell's path. */
  async breakIn(code: string, ...lines: number[]): Promise<string> {
    const { sourcePath } = await this.body("dumpCell", { code });
    await this.body("setBreakpoints", { source: { path: sourcePath }, breakpoints: lines.map((line) => ({ line })) });
    return sourcePath;
  }

  /** Waits for the next stop and gives `reason` and where it is, innermost first: `name:line`. */
  async stop(): Promise<string[]> {
    const { reason } = await this.event("stopped");
    const { stackFrames } = await this.body("stackTrace", { threadId: 1 });
    return [reason, ...stackFrames.map(({ name, line }) => `${name}:${line}`)];
  }

  /** Goes on (`continue`, `next`, `stepIn`, `stepOut`) to the next stop. */
  async to(command: string): Promise<string[]> {
    await this.body(command, { threadId: 1 });
    return this.stop();
  }

  /** The variables of a frame's scope as `name: value`. */
  async variables(scope: "Locals" | "Globals", frameId = 1): Promise<Record<string, string>> {
    const { scopes } = await this.body("scopes", { frameId });
    const found = scopes.find(({ name }) => name === scope);
    const variablesReference = found?.variablesReference;
    return valuesOf(await this.body("variables", { variablesReference }));
  }
}

/** A list of variables as an object from name to value. */
export function valuesOf(body: Pick<Body, "variables">): Record<string, string> {
  return Object.fromEntries(body.variables.map(({ name, value }) => [name, value]));
}
