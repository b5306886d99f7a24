import { expect, test } from "@jest/globals";
import { problemOf } from "#extension/plates/problem.js";
import { TiterError } from "#lib/errors.js";

test("the problems of a pipeline are listed one by one, each with its step", () => {
  const error = new TiterError("COMPILE_FAILED", {
    what: "the pipeline has 2 problems",
    todo: "Correct them.",
    details: {
      problems: [
        { code: "A", step: "blur", field: "groupBy", message: "it varies too", hint: "Choose another" },
        { code: "B", message: "no wells", hint: "Choose some." },
      ],
    },
  });
  expect(problemOf(error)).toEqual({
    title: "the pipeline has 2 problems",
    todo: "",
    lines: [
      { step: "blur", text: "groupBy: it varies too. Choose another" },
      { step: null, text: "no wells. Choose some." },
    ],
  });
});

test("code that can't be read names its line, a file its path", () => {
  const code = new TiterError("CODE_REFUSED", {
    what: "Unexpected token",
    todo: "Mend it.",
    details: { line: 3, column: 7 },
  });
  expect(problemOf(code)).toEqual({ title: "line 3, column 7: Unexpected token", todo: "Mend it.", lines: [] });
  const file = new TiterError("NO_SUCH_FILE", { what: "it is gone", where: { file: "/a/b.ts" }, todo: "Look." });
  expect(problemOf(file).title).toBe("it is gone (/a/b.ts)");
});
