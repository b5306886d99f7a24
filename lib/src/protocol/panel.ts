import type { ErrorData } from "../errors.ts";
import type { ConfigEvents, ConfigRequests } from "./config.ts";
import type { EditorEvents, EditorRequests } from "./editor.ts";
import type { EngineEvents, EngineRequests } from "./panelEngine.ts";
import type { PlateRequests } from "./panelPlates.ts";

/** Comm target by which the panels of a page reach a kernel; opened with {@link PanelOpened}. */
export const panelTarget = "titer.panel";

/** Version of what panels and kernels say to each other; both must have the same. */
export const panelVersion = 1;

/** What a page opens the comm with. */
export interface PanelOpened {
  readonly version: number;
  /** Folder of the Jupyter server, as far as it says (it may begin with `~`): paths of its file browser count from there. */
  readonly root: string;
}

/** What panels can ask: by kind, what is asked and what is answered. Each area has an interface of its own, which this one extends. */
export interface PanelRequests extends EngineRequests, PlateRequests, ConfigRequests, EditorRequests {}

/** What a kernel tells panels unasked: by name, what it tells. Each area has an interface of its own. */
export interface PanelEvents extends EngineEvents, ConfigEvents, EditorEvents {}

export type PanelKind = keyof PanelRequests;
export type PanelAsk<K extends PanelKind> = PanelRequests[K]["ask"];
export type PanelAnswer<K extends PanelKind> = PanelRequests[K]["answer"];

/** A question of a panel. */
export interface PanelQuestion {
  readonly id: number;
  readonly kind: string;
  readonly ask: unknown;
}

/** What a kernel says over the comm. */
export type PanelReply =
  /** The first word: the version of the kernel's side, and the folder that it works in. */
  | { readonly kind: "welcome"; readonly version: number; readonly folder: string }
  | { readonly kind: "answer"; readonly id: number; readonly value?: unknown }
  | { readonly kind: "error"; readonly id: number; readonly error: ErrorData }
  | { readonly kind: "event"; readonly name: string; readonly value: unknown };
