import { complete } from "../assist/complete.ts";
import { completeness } from "../assist/completeness.ts";
import { inspectReply } from "../assist/inspect.ts";
import type { Notebook } from "../cell/notebook.ts";
import type { Traces } from "../cell/trace.ts";
import type { ConfigCells } from "../config/configCells.ts";
import type { Outputs, RequestContext } from "../display/outputs.ts";
import { errorContent } from "../messages/errorContent.ts";
import { integerField, stringField } from "../messages/fields.ts";
import type { Content, Message, RequestChannel } from "../messages/message.ts";
import type { SocketConnection } from "../wire/socketConnection.ts";
import type { Comms } from "./comms.ts";
import { ExecuteQueue } from "./executeQueue.ts";
import type { Executor } from "./executor.ts";
import { Shell } from "./shell.ts";
import type { Stdin } from "./stdin.ts";

/** Parts of the kernel that answer requests. */
export interface SessionParts {
  readonly notebook: Notebook;
  readonly executor: Executor;
  readonly outputs: Outputs;
  readonly comms: Comms;
  readonly stdin: Stdin;
  readonly configs: ConfigCells;
  readonly traces: Traces;
}

/** What a request is answered with; comm messages are not answered. */
type Answer = { readonly type: string; readonly content: Content } | undefined;

/**
 * Answers requests: `status` busy, work, reply, `status` idle, all with the request as parent.
 *
 * The cells of a shell run one after the other; everything else is answered at once, so completion and comms also work while
 * a cell awaits something.
 */
export class Session {
  readonly #parts: SessionParts;
  readonly #sockets: SocketConnection;
  /** By subshell id; the main shell has none. */
  readonly #shells = new Map<string | undefined, Shell>();
  #subshells = 0;

  constructor(parts: SessionParts, sockets: SocketConnection) {
    this.#parts = parts;
    this.#sockets = sockets;
    this.#shells.set(undefined, this.#newShell(0));
  }

  /** A request arrived. */
  handle(channel: RequestChannel, message: Message): void {
    if (channel === "stdin") this.#parts.stdin.answered(message);
    else if (channel === "shell" && message.header.msg_type === "execute_request")
      this.#shellOf(message).queue.add(message);
    else void this.#answer(channel, message);
  }

  /** A client deleted a subshell: what waits in it is aborted, a cell that runs goes on to its end. */
  subshellDeleted(id: string): void {
    this.#shells.get(id)?.queue.abortAll();
    this.#shells.delete(id);
  }

  /** The socket thread lets only requests for subshells through that are there; their shells are made when first used. */
  #shellOf({ header }: Message): Shell {
    const id = header.subshell_id ?? undefined;
    const known = this.#shells.get(id);
    if (known) return known;
    this.#subshells += 1;
    const shell = this.#newShell(this.#subshells);
    this.#shells.set(id, shell);
    return shell;
  }

  #newShell(number: number): Shell {
    return new Shell(
      number,
      (shell) =>
        new ExecuteQueue({
          run: (message, failed) => this.#runCell(shell, message, failed),
          abort: (message) => this.#abort(shell, message),
        }),
    );
  }

  async #runCell(shell: Shell, message: Message, failed: () => Promise<void>): Promise<void> {
    const { executor, stdin } = this.#parts;
    const context = contextOf(message);
    shell.running = context;
    await this.#whileBusy(context, async () => {
      const content = await executor.execute(message, shell).catch(errorContent);
      stdin.ended(context);
      if (content.status !== "ok") await failed();
      this.#reply("shell", message, { type: "execute_reply", content });
    });
    shell.running = undefined;
  }

  #abort(shell: Shell, message: Message): void {
    const content = { status: "aborted", execution_count: shell.count };
    void this.#whileBusy(contextOf(message), async () =>
      this.#reply("shell", message, { type: "execute_reply", content }),
    );
  }

  async #answer(channel: RequestChannel, message: Message): Promise<void> {
    const { configs, traces } = this.#parts;
    await this.#whileBusy(contextOf(message), async () => {
      const type = message.header.msg_type.replace(/_request$/, "_reply");
      try {
        const answer = await configs.within(() => this.#answerTo(message, type));
        if (answer) this.#reply(channel, message, answer);
      } catch (error) {
        if (type.endsWith("_reply")) this.#reply(channel, message, { type, content: errorContent(error) });
        process.stderr.write(`${traces.traceback(error).join("\n")}\n`);
      }
    });
  }

  async #answerTo(message: Message, type: string): Promise<Answer> {
    const { notebook, comms } = this.#parts;
    const { content } = message;
    const reply = (answer: Content): Answer => ({ type, content: answer });
    switch (message.header.msg_type) {
      case "complete_request": {
        const code = stringField(content, "code");
        return reply(complete(notebook, code, integerField(content, "cursor_pos", code.length)));
      }
      case "inspect_request": {
        const code = stringField(content, "code");
        return reply(await inspectReply(this.#parts, code, integerField(content, "cursor_pos", code.length)));
      }
      case "is_complete_request":
        return reply(completeness(notebook, stringField(content, "code")));
      case "history_request":
        return reply(this.#shellOf(message).history.reply(content));
      case "comm_info_request":
        return reply(comms.info(content));
      case "comm_open":
        await comms.opened(message);
        return undefined;
      case "comm_msg":
        await comms.received(message);
        return undefined;
      case "comm_close":
        await comms.closed(message);
        return undefined;
      default:
        process.stderr.write(`titer kernel: requests of type ${message.header.msg_type} are not supported\n`);
        return undefined;
    }
  }

  async #whileBusy(context: RequestContext, work: () => Promise<void>): Promise<void> {
    const { outputs } = this.#parts;
    await outputs.within(context, async () => {
      outputs.send("status", { execution_state: "busy" });
      await work();
      outputs.send("status", { execution_state: "idle" });
    });
    // A cell that still runs keeps the kernel busy in the eyes of the front end.
    const running = [...this.#shells.values()].find((shell) => shell.running && shell.running !== context)?.running;
    if (running) outputs.within(running, () => outputs.send("status", { execution_state: "busy" }));
  }

  #reply(channel: RequestChannel, request: Message, answer: Exclude<Answer, undefined>): void {
    this.#sockets.reply(channel, request.identities, { ...answer, parent: request.header });
  }
}

function contextOf(message: Message): RequestContext {
  const allowStdin = message.content.allow_stdin === true;
  return { parent: message.header, identities: message.identities, allowStdin, displays: new Set() };
}
