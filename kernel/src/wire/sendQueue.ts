/** A socket that sends. */
interface Sender {
  send(frames: Uint8Array[]): Promise<void>;
}

/** Sends one message after the other: zeromq refuses a send while another is under way. */
export class SendQueue {
  readonly #socket: Sender;
  #last: Promise<void> = Promise.resolve();

  constructor(socket: Sender) {
    this.#socket = socket;
  }

  send(frames: Uint8Array[]): void {
    this.#last = this.#last
      .then(() => this.#socket.send(frames))
      .catch((error: unknown) => {
        // One client that went away must not stop the messages to the others.
        process.stderr.write(`titer kernel: a message was not sent: ${String(error)}\n`);
      });
  }
}
