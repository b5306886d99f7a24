import { control as classes } from "../core/model.ts";
import { Expected, flag, listOf, type Trait, text } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type ButtonMeaning, buttonMeaning, type ControlState, control, plainControl } from "./common.ts";
import { ButtonStyle, type ButtonStyleState } from "./styles.ts";

export interface ColorPickerState extends ControlState {
  /** A CSS colour: `black`, `#0072b2`. */
  value: string;
  /** Whether only the colour is shown, without its name. */
  concise: boolean;
}

export const ColorPicker: WidgetClass<ColorPickerState> = widgetClass<ColorPickerState>({
  ...classes("ColorPicker"),
  traits: { ...plainControl, value: text("black"), concise: flag(false) },
});
export type ColorPicker = Widget<ColorPickerState>;

/** A file that somebody uploaded. */
export interface UploadedFile {
  readonly name: string;
  /** Its MIME type, as far as the browser knows it. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly lastModified: Date;
  readonly content: Uint8Array;
}

export interface FileUploadState extends ControlState<ButtonStyleState> {
  /** The files of the last upload. */
  value: readonly UploadedFile[];
  /** What the browser offers: `.tif,.csv`; "" for all. */
  accept: string;
  multiple: boolean;
  buttonStyle: ButtonMeaning;
  icon: string;
  /** What went wrong in the browser, or "". */
  error: string;
}

const uploadedFile: Trait<UploadedFile> = {
  initial: () => {
    throw new Expected("an uploaded file");
  },
  read: (given) => {
    const { name, type, size, lastModified, content } = (given ?? {}) as Partial<UploadedFile>;
    const complete = typeof name === "string" && typeof type === "string" && typeof size === "number";
    if (complete && lastModified instanceof Date && content instanceof Uint8Array)
      return { name, type, size, lastModified, content };
    throw new Expected("files with name, type, size, lastModified and content");
  },
  toWire: ({ lastModified, ...rest }) => ({ ...rest, last_modified: lastModified.getTime() }),
  fromWire: (value) => {
    if (typeof value !== "object" || value === null || !("last_modified" in value)) return value;
    const { last_modified: modified, ...rest } = value;
    return { ...rest, lastModified: new Date(Number(modified)) };
  },
};

/** A button with which files come from the browser's machine into the kernel's memory; nothing is written to disk. */
export const FileUpload: WidgetClass<FileUploadState> = widgetClass<FileUploadState>({
  ...classes("FileUpload"),
  traits: {
    ...control(ButtonStyle),
    description: text("Upload"),
    value: { ...listOf(uploadedFile), echo: false },
    accept: text(),
    multiple: flag(false),
    buttonStyle: buttonMeaning,
    icon: text("upload"),
    error: text(),
  },
});
export type FileUpload = Widget<FileUploadState>;
