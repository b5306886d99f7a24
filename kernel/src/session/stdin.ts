import { TiterError } from "titer/errors";
import type { Outputs } from "../display/outputs.ts";
import { stringField } from "../messages/fields.ts";
import type { Message } from "../messages/message.ts";
import type { SocketConnection } from "../wire/socketConnection.ts";

/** Asks the user who sent a cell; one question after the other. */
export class Stdin {
  readonly #outputs: Outputs;
  readonly #sockets: SocketConnection;
  #answer: ((value: string) => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(outputs: Outputs, sockets: SocketConnection) {
    this.#outputs = outputs;
    this.#sockets = sockets;
  }

  /** Resolves with the line that the user enters; rejects with `NO_STDIN` when the front end cannot ask. */
  ask(prompt: string, password: boolean): Promise<string> {
    const context = this.#outputs.context();
    if (!context?.allowStdin)
      return Promise.reject(
        new TiterError("NO_STDIN", {
          what: "the front end that runs this cell cannot ask for input",
          todo: "Run the cell in JupyterLab or a console, or put the value into the cell.",
        }),
      );
    const asked = this.#last.then(
      () =>
        new Promise<string>((resolve) => {
          this.#answer = resolve;
          const content = { prompt, password };
          this.#sockets.reply("stdin", context.identities, {
            type: "input_request",
            parent: context.parent,
            content,
          });
        }),
    );
    this.#last = asked;
    return asked;
  }

  /** An `input_reply` of the front end; one that answers no question is dropped. */
  answered(message: Message): void {
    this.#answer?.(stringField(message.content, "value"));
    this.#answer = undefined;
  }
}
