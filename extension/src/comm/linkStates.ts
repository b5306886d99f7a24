import type { LinkState } from "./link.ts";

/** The states of a link in sentences. */
export const linkStates: {
  readonly [kind in "idle" | "starting" | "ready" | "restarting" | "disconnected"]: LinkState;
} & { readonly [kind in "busy" | "dead" | "wrongVersion" | "failed"]: (about: string) => LinkState } = {
  idle: { kind: "idle", text: "", todo: "" },
  starting: { kind: "starting", text: "A Titer kernel is starting.", todo: "" },
  ready: { kind: "ready", text: "", todo: "" },
  restarting: {
    kind: "restarting",
    text: "The kernel is restarting.",
    todo: "Plates are opened again when it is there.",
  },
  disconnected: {
    kind: "disconnected",
    text: "The Jupyter server does not answer.",
    todo: "The page tries again by itself; runs go on in the engine.",
  },
  busy: (name) => ({
    kind: "busy",
    text: `The kernel of ${name} is computing.`,
    todo: "It answers when its cell is done; interrupt the cell if that takes too long.",
  }),
  dead: (name) => ({
    kind: "dead",
    text: `The kernel of ${name} has ended.`,
    todo: "Restart it here; runs go on in the engine.",
  }),
  wrongVersion: (problem) => ({
    kind: "wrong version",
    text: problem,
    todo: "Reload the page and restart the kernel; if that does not help, run npm start again.",
  }),
  failed: (problem) => ({
    kind: "failed",
    text: `No Titer kernel could be started: ${problem}`,
    todo: "Check that the kernel “TypeScript (Titer)” is installed (npm start), then try again.",
  }),
};
