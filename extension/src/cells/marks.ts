import { linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { CheckMark } from "titer/protocol";

/** So long after the last key the text is checked. */
const pauseMs = 400;

/** Marks what is wrong in an editor's text while it is typed; messages are shown where the pointer rests on a mark. */
export function checkMarks(check: (source: string) => Promise<readonly CheckMark[]>): Extension {
  return linter(
    async ({ state }) => (await check(state.doc.toString())).map((mark) => ({ ...mark, source: "Titer" })),
    {
      delay: pauseMs,
    },
  );
}
