import { TiterError } from "titer/errors";
import type { Outputs, RequestContext } from "../display/outputs.ts";
import { stringField } from "../messages/fields.ts";
import type { Message } from "../messages/message.ts";
import type { SocketConnection } from "../wire/socketConnection.ts";

interface Question {
  readonly context: RequestContext;
  readonly content: { readonly prompt: string; readonly password: boolean };
  readonly answer: (value: string) => void;
}

/** Asks the users who sent cells; in each shell one question after the other. */
export class Stdin {
  readonly #outputs: Outputs;
  readonly #sockets: SocketConnection;
  /** By shell; the first of each is asked now. */
  readonly #questions = new Map<string, Question[]>();

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
    return new Promise((answer) => {
      const shell = shellOf(context.parent.subshell_id);
      const questions = this.#questions.get(shell) ?? [];
      this.#questions.set(shell, questions);
      questions.push({ context, content: { prompt, password }, answer });
      if (questions.length === 1) this.#send(questions[0]);
    });
  }

  /** An `input_reply` of the front end; one that answers no question is dropped. */
  answered(message: Message): void {
    // A client that knows nothing of subshells answers the only question that it can see.
    const shell = shellOf(message.header.subshell_id);
    const questions = this.#questions.get(shell) ?? this.#questions.values().next().value;
    const question = questions?.[0];
    if (!question) return;
    question.answer(stringField(message.content, "value"));
    this.#drop((one) => one === question);
  }

  /** A request was answered, perhaps because it was interrupted: nobody waits for its questions any more. */
  ended(request: RequestContext): void {
    this.#drop(({ context }) => context.parent === request.parent);
  }

  #drop(isDone: (question: Question) => boolean): void {
    for (const [shell, questions] of this.#questions) {
      const left = questions.filter((question) => !isDone(question));
      if (left.length > 0) this.#questions.set(shell, left);
      else this.#questions.delete(shell);
      if (left[0] !== questions[0]) this.#send(left[0]);
    }
  }

  #send(question: Question | undefined): void {
    if (!question) return;
    const { context, content } = question;
    this.#sockets.reply("stdin", context.identities, { type: "input_request", parent: context.parent, content });
  }
}

function shellOf(subshellId: unknown): string {
  return typeof subshellId === "string" ? subshellId : "";
}
