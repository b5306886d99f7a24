import { control as classes } from "../core/model.ts";
import { bytes, flag, text } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type ShownState, shown } from "./common.ts";

/** A file's content that the browser shows. */
export interface MediaState extends ShownState {
  /** The file's bytes; for format `url`, its address in UTF-8. */
  value: Uint8Array;
  /** The file's kind: `png`, `mp4`, or `url`. */
  format: string;
}
export interface ImageState extends MediaState {
  /** Width and height in CSS pixels, or "" for the image's own. */
  width: string;
  height: string;
}
export interface AudioState extends MediaState {
  autoplay: boolean;
  loop: boolean;
  /** Whether the browser's controls are shown. */
  controls: boolean;
}
export interface VideoState extends ImageState, AudioState {}

const playing = { autoplay: flag(true), loop: flag(true), controls: flag(true) };
const size = { width: text(), height: text() };

export const Image: WidgetClass<ImageState> = widgetClass<ImageState>({
  ...classes("Image"),
  traits: { ...shown, value: bytes(), format: text("png"), ...size },
});
export type Image = Widget<ImageState>;

export const Audio: WidgetClass<AudioState> = widgetClass<AudioState>({
  ...classes("Audio"),
  traits: { ...shown, value: bytes(), format: text("mp3"), ...playing },
});
export type Audio = Widget<AudioState>;

export const Video: WidgetClass<VideoState> = widgetClass<VideoState>({
  ...classes("Video"),
  traits: { ...shown, value: bytes(), format: text("mp4"), ...playing, ...size },
});
export type Video = Widget<VideoState>;
