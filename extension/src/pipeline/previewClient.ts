import type { Kernel } from "@jupyterlab/services";
import type { JSONObject } from "@lumino/coreutils";
import { type PreviewAnswer, type PreviewAsk, type PreviewPlane, previewTarget } from "titer/protocol";
import type { PlaneImage } from "../viewer/image.ts";

/** What a preview came to. */
export type PreviewOutcome =
  | {
      readonly kind: "planes";
      readonly before: PlaneImage;
      readonly after: PlaneImage;
      readonly milliseconds: number;
      readonly calls: number;
    }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Asks a kernel for previews: one question at a time, and after it the newest that came meanwhile, so that a slider is followed as
 * fast as the kernel computes.
 */
export class PreviewClient {
  readonly #kernel: Kernel.IKernelConnection;
  readonly #show: (outcome: PreviewOutcome) => void;
  #comm: Kernel.IComm | null = null;
  #next = 1;
  #asked = 0;
  #waiting: Omit<PreviewAsk, "id" | "known"> | null = null;
  #before: { readonly key: string; readonly image: PlaneImage } | null = null;

  constructor(kernel: Kernel.IKernelConnection, show: (outcome: PreviewOutcome) => void) {
    this.#kernel = kernel;
    this.#show = show;
  }

  ask(question: Omit<PreviewAsk, "id" | "known">): void {
    this.#waiting = question;
    if (this.#asked === 0) this.#send();
  }

  dispose(): void {
    if (this.#comm && !this.#comm.isDisposed) this.#comm.close();
    this.#comm = null;
  }

  #send(): void {
    const question = this.#waiting;
    this.#waiting = null;
    if (!question) return;
    const comm = this.#open();
    this.#asked = this.#next++;
    const ask: PreviewAsk = { ...question, id: this.#asked, known: this.#before?.key ?? null };
    comm.send(ask as unknown as JSONObject); // drafts are JSON
  }

  /** A kernel that was restarted takes its comms away without a word. */
  #open(): Kernel.IComm {
    if (this.#comm && !this.#comm.isDisposed) return this.#comm;
    const comm = this.#kernel.createComm(previewTarget);
    comm.onMsg = ({ content, buffers = [] }) => this.#take(content.data as unknown as PreviewAnswer, buffers);
    comm.onClose = () => {
      this.#asked = 0;
    };
    comm.open({});
    this.#comm = comm;
    this.#before = null;
    return comm;
  }

  #take(answer: PreviewAnswer, buffers: readonly (ArrayBuffer | ArrayBufferView)[]): void {
    if (answer.id === this.#asked) this.#asked = 0;
    if (answer.kind === "failed") this.#show(answer);
    else {
      const images = buffers.map((buffer) => (buffer instanceof ArrayBuffer ? buffer : copied(buffer)));
      const after = images.at(-1);
      const first = images.length > 1 ? images[0] : undefined;
      if (first) this.#before = { key: answer.before.key, image: imageOf(answer.before, first) };
      if (after && this.#before) {
        const { milliseconds, calls } = answer;
        const planes = { before: this.#before.image, after: imageOf(answer.after, after) };
        this.#show({ kind: "planes", ...planes, milliseconds, calls });
      }
    }
    this.#send();
  }
}

function imageOf({ info }: PreviewPlane, bytes: ArrayBuffer): PlaneImage {
  const { width, height } = info;
  return { info, width, height, pixels: info.dtype === "uint8" ? new Uint8Array(bytes) : new Uint16Array(bytes) };
}

/** Pixels at the beginning of a buffer of their own, as 16-bit views need it. */
function copied({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer; // of a message, never shared
}
