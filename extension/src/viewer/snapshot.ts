import { TiterError } from "titer/errors";
import type { Camera, Size } from "./camera.ts";
import type { Card } from "./draw/card.ts";
import type { Painter } from "./draw/painter.ts";
import { scaleBar } from "./scaleBar.ts";
import type { Frame } from "./stage.ts";

/** Sides of canvases that every browser takes; pictures are put together from blocks. */
const longestSide = 16_384;
const blockSide = 2048;

/** What a picture is made of. */
export interface PictureSource {
  readonly extent: Size;
  /** Micrometres per image pixel; null draws no scale bar. */
  readonly pixelSizeUm: number | null;
  /** Waits until all that a frame needs is there. */
  readonly prepare: (frame: Frame) => Promise<void>;
  readonly draw: (card: Card, frame: Frame) => void;
  readonly paint: (context: CanvasRenderingContext2D, frame: Frame) => void;
}

/**
 * The whole of an image as a PNG, one pixel of the picture for each of the image, or fewer where that would be longer than 16,384
 * pixels on a side.
 *
 * @throws TiterError `NO_PICTURE`
 */
export async function fullPicture(painter: Painter, source: PictureSource): Promise<Blob> {
  const { width, height } = source.extent;
  const zoom = Math.min(1, longestSide / Math.max(width, height, 1));
  const whole = canvasOf({
    width: Math.max(1, Math.round(width * zoom)),
    height: Math.max(1, Math.round(height * zoom)),
  });
  for (let top = 0; top < whole.canvas.height; top += blockSide) {
    for (let left = 0; left < whole.canvas.width; left += blockSide) {
      const size = {
        width: Math.min(blockSide, whole.canvas.width - left),
        height: Math.min(blockSide, whole.canvas.height - top),
      };
      const camera = { x: (left + size.width / 2) / zoom, y: (top + size.height / 2) / zoom, zoom };
      const frame: Frame = { camera, size, view: size, ratio: 1, quality: "still" };
      await source.prepare(frame);
      const block = canvasOf(size);
      painter.paint(block, (card) => source.draw(card, frame));
      source.paint(block, frame);
      whole.drawImage(block.canvas, left, top);
    }
  }
  return pngOf(whole.canvas);
}

/** What a canvas shows as a PNG, on black, with a scale bar. */
export function viewPicture(
  shown: HTMLCanvasElement,
  { zoom }: Camera,
  ratio: number,
  pixelSizeUm: number | null,
): Promise<Blob> {
  const picture = canvasOf(shown);
  picture.fillStyle = "#000";
  picture.fillRect(0, 0, shown.width, shown.height);
  picture.drawImage(shown, 0, 0);
  if (pixelSizeUm !== null) {
    const { label, length } = scaleBar(pixelSizeUm / (zoom * ratio), Math.min(140 * ratio, shown.width / 3));
    const [right, bottom] = [shown.width - 14 * ratio, shown.height - 14 * ratio];
    picture.fillStyle = "#fff";
    picture.fillRect(right - length, bottom - 3 * ratio, length, 3 * ratio);
    picture.font = `600 ${12 * ratio}px system-ui, sans-serif`;
    picture.textAlign = "center";
    picture.fillText(label, right - length / 2, bottom - 7 * ratio);
  }
  return pngOf(picture.canvas);
}

/** A PNG's bytes in base64, as notebooks hold them. */
export async function base64Of(png: Blob): Promise<string> {
  const bytes = new Uint8Array(await png.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function canvasOf({ width, height }: Size): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw noPicture();
  return context;
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(noPicture())), "image/png");
  });
}

function noPicture(): TiterError {
  return new TiterError("NO_PICTURE", {
    what: "the browser could not make a picture of this size",
    todo: "Close other views, or zoom in and take a picture of the view.",
  });
}
