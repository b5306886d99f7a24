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
import type { History } from "./history.ts";
import type { Stdin } from "./stdin.ts";

/** Parts of the kernel that answer requests. */
export interface SessionParts {
  readonly notebook: Notebook;
  readonly executor: Executor;
  readonly outputs: Outputs;
  readonly comms: Comms;
  readonly history: History;
  readonly stdin: Stdin;
  readonly configs: ConfigCells;
  readonly traces: Traces;
}

/** What a request is answered with; comm messages are not answered. */
type Answer = { readonly type: string; readonly content: Content } | undefined;

/**
 * Answers requests: `status` busy, work, reply, `status` idle, all with the request as parent.
 *
 * Cells run one after the other; everything else is answered at once, so completion and comms also work while a cell
 * awaits something.
 */
export class Session {
  readonly #parts: SessionParts;
  readonly #sockets: SocketConnection;
  readonly #queue: ExecuteQueue;
  #runningCell: RequestContext | undefined;

  constructor(parts: SessionParts, sockets: SocketConnection) {
    this.#parts = parts;
    this.#sockets = sockets;
    this.#queue = new ExecuteQueue({
      run: (message, failed) => this.#runCell(message, failed),
      abort: (message) => this.#abort(message),
    });
  }

  /** A request arrived. */
  handle(channel: RequestChannel, message: Message): void {
    if (channel === "stdin") this.#parts.stdin.answered(message);
    else if (channel === "shell" && message.header.msg_type === "execute_request") this.#queue.add(message);
    else void this.#answer(channel, message);
  }

  async #runCell(message: Message, failed: () => Promise<void>): Promise<void> {
    const context = contextOf(message);
    this.#runningCell = context;
    await this.#whileBusy(context, async () => {
      const content = await this.#parts.executor.execute(message).catch(errorContent);
      if (content.status !== "ok") await failed();
      this.#reply("shell", message, { type: "execute_reply", content });
    });
    this.#runningCell = undefined;
  }

  #abort(message: Message): void {
    const content = { status: "aborted", execution_count: this.#parts.executor.count };
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
    const { notebook, comms, history } = this.#parts;
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
        return reply(history.reply(content));
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
    const running = this.#runningCell;
    if (running && running !== context)
      outputs.within(running, () => outputs.send("status", { execution_state: "busy" }));
  }

  #reply(channel: RequestChannel, request: Message, answer: Exclude<Answer, undefined>): void {
    this.#sockets.reply(channel, request.identities, { ...answer, parent: request.header });
  }
}

function contextOf(message: Message): RequestContext {
  const allowStdin = message.content.allow_stdin === true;
  return { parent: message.header, identities: message.identities, allowStdin, displays: new Set() };
}
