import type { SessionFacts } from "titer/stream";

/** How a session stands, for programs (which give it a colour) and in words. */
export interface SessionState {
  readonly kind: "answers" | "silent" | "waiting" | "quitting" | "problem";
  readonly text: string;
}

/** After so many milliseconds without a word from its viewers a session counts as silent; they are asked every two seconds. */
const silentAfter = 6000;

/** The state of a session as its last ping shows it. */
export function stateOf({ state, viewers, queued, silentMs, problem }: SessionFacts): SessionState {
  const queue = queued === 0 ? "" : `, ${queued} ${queued === 1 ? "image waits" : "images wait"}`;
  const watching = `${viewers} ${viewers === 1 ? "viewer" : "viewers"}`;
  if (problem !== null) return { kind: "problem", text: problem.what };
  if (state === "quitting") return { kind: "quitting", text: `asked to close${queue}` };
  if (state === "waiting") return { kind: "waiting", text: `no viewer${queue}` };
  if (silentMs !== null && silentMs > silentAfter) {
    return { kind: "silent", text: `${watching}, silent for ${Math.round(silentMs / 1000)} s${queue}` };
  }
  return { kind: "answers", text: `${watching}, answers${queue}` };
}
