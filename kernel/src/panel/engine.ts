import { findEngine } from "titer/engine";
import { guards } from "titer/protocol";
import type { PanelHandlers } from "./panels.ts";

/** Answers about the engine of this user. */
export function engineHandlers(): PanelHandlers<"engine.status"> {
  return {
    "engine.status": {
      guard: guards.fields({}),
      answer: async () => {
        const engine = await findEngine();
        try {
          return (await engine?.request({ kind: "status" })) ?? null;
        } finally {
          engine?.close();
        }
      },
    },
  };
}
