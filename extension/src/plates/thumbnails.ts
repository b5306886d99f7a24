import { TiterError } from "titer/errors";
import type { PlateFacts } from "titer/protocol";
import type { Frame } from "titer/stream";
import type { Connect } from "../viewer/pixels/hubLink.ts";

/** Pixels on a side of a well's image. */
const size = 48;

/** How long an idle line to the hub is kept, in milliseconds. */
const idle = 5000;

/** Images of wells in small, from the hub's overview: the first site of each well, in one channel. */
export class Thumbnails {
  readonly #connect: Connect;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** Loads the images of a plate's wells; `shown` is told again and again as they come. */
  load(
    facts: PlateFacts,
    channel: number | undefined,
    shown: (images: ReadonlyMap<string, CanvasImageSource>) => void,
    failed: (problem: string) => void,
  ): void {
    this.#load(facts, channel, shown).catch((thrown) => {
      failed(TiterError.from(thrown, "NO_IMAGES", { plate: facts.name }, "Try again.").message);
    });
  }

  async #load(
    facts: PlateFacts,
    channel: number | undefined,
    shown: (images: ReadonlyMap<string, CanvasImageSource>) => void,
  ): Promise<void> {
    if (channel === undefined) return;
    const hub = await this.#connect(() => {});
    const images = new Map<string, CanvasImageSource>();
    try {
      await new Promise<void>((resolve, reject) => {
        let window: Window | null = null;
        hub.overview({ kind: "folder", path: facts.path }, [channel], size, {
          frame: (frame) => {
            window ??= windowOf(frame);
            for (const [well, image] of imagesOf(frame, window)) images.set(well, image);
            shown(new Map(images));
          },
          end: () => resolve(),
          lost: reject,
        });
      });
    } finally {
      setTimeout(() => hub.close(), idle);
    }
  }
}

interface Window {
  readonly low: number;
  readonly high: number;
}

/** One contrast for all wells, so that they can be compared: from the 1st to the 99.7th hundredth of the first images. */
function windowOf(frame: Frame): Window {
  const values = frame.pixels.flatMap((pixels) => Array.from(pixels as ArrayLike<number>)).sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  const [low, high] = [at(0.01), at(0.997)];
  return { low, high: high > low ? high : low + 1 };
}

function imagesOf(frame: Frame, { low, high }: Window): [string, CanvasImageSource][] {
  return frame.planes.flatMap((plane, index): [string, CanvasImageSource][] => {
    const pixels = frame.pixels[index] as ArrayLike<number> | undefined;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [plane.width, plane.height];
    const context = canvas.getContext("2d");
    if (!context || !pixels) return [];
    const image = context.createImageData(plane.width, plane.height);
    for (let i = 0; i < plane.width * plane.height; i++) {
      const grey = (255 * ((pixels[i] ?? low) - low)) / (high - low);
      image.data.set([grey, grey, grey, 255], 4 * i);
    }
    context.putImageData(image, 0, 0);
    return [[plane.well, canvas]];
  });
}
