import { expect, test } from "@jest/globals";
import { EditHistory } from "#extension/forms/editHistory.js";

function history() {
  let now = 0;
  const edits = new EditHistory<string>(() => now);
  const add = (before: unknown, after: unknown, later: number, target = "a") => {
    now += later;
    edits.add({ target, before, after }, target);
  };
  return { edits, add };
}

test("the keys of a word are undone together, another edit on its own", () => {
  const { edits, add } = history();
  add(undefined, "o", 0);
  add("o", "on", 200);
  add("on", "one", 200);
  add("one", "two", 5000);
  expect(edits.undo()).toMatchObject({ before: "one", after: "two" });
  expect(edits.undo()).toMatchObject({ before: undefined, after: "one" });
  expect(edits.canUndo).toBe(false);
});

test("what was undone is done again, until there is another edit", () => {
  const { edits, add } = history();
  add(1, 2, 0);
  edits.undo();
  expect(edits.redo()).toMatchObject({ before: 1, after: 2 });
  edits.undo();
  add(1, 3, 5000, "b");
  expect(edits.canRedo).toBe(false);
});
