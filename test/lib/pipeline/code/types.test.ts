// What toCode writes must pass the strict checks of a notebook's compiler.
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import ts from "typescript";
import { GlobalPipelineConfig, PathPlanningConfig } from "#lib/config/index.js";
import { type CodeValue, toCode } from "#lib/pipeline/index.js";
import { Generator } from "./generate.js";

jest.setTimeout(60_000); // a whole program is checked

const random = new Generator(7, 0);
const values: CodeValue[] = Array.from({ length: 10 }, () => [
  random.orchestration(),
  random.pipeline(),
  random.root(),
  new GlobalPipelineConfig(random.given(GlobalPipelineConfig)),
  new PathPlanningConfig.Lazy(random.given(PathPlanningConfig)),
]).flat();

test("generated code has no type errors under strict checks", () => {
  const texts = new Map(
    values.map((value, index) => {
      const code = toCode(value, { clean: index % 2 === 0 });
      return [join(process.cwd(), "test", `generated${index}.ts`), code];
    }),
  );
  expect(errorsOf(texts)).toEqual([]);
});

test("the check finds what is wrong", () => {
  const code = toCode(new PathPlanningConfig({ subDir: "x" })).replace('"x"', "3");
  expect(errorsOf(new Map([[join(process.cwd(), "test", "wrong.ts"), code]]))).toEqual([
    expect.stringContaining("number"),
  ]);
});

function errorsOf(texts: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => texts.get(file) ?? readFile.call(host, file);
  host.fileExists = (file) => texts.has(file) || fileExists.call(host, file);
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => {
    return `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
