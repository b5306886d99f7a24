import { expect, test } from "@jest/globals";
import {
  type ConfigChange,
  type ConfigInput,
  ConfigNode,
  configContext,
  enterConfig,
  type Field,
  GlobalPipelineConfig,
  PipelineConfig,
  type PlaceholderChange,
} from "#lib/config/index.js";

function tree() {
  const global = ConfigNode.root();
  const pipeline = global.open("pipeline");
  const plate = pipeline.open("plate");
  return { global, pipeline, plate, step: plate.open("step"), other: pipeline.open("step") };
}

function recorded(node: ConfigNode): ConfigChange[][] {
  const calls: ConfigChange[][] = [];
  node.subscribe((changes) => calls.push([...changes]));
  return calls;
}

const paths = (calls: ConfigChange[][]) => calls.map((changes) => changes.map(({ path }) => path).sort());

test("a subscriber hears of exactly the fields whose value changed, with value and origin", () => {
  const { global, pipeline, step } = tree();
  step.set("stepWellFilter.wellFilter", 7);
  const heard = recorded(step);
  pipeline.set("wellFilter.wellFilter", 3);
  expect(heard).toEqual([
    [
      {
        path: "wellFilter.wellFilter",
        before: null,
        after: { value: 3, scope: "pipeline", configName: "WellFilterConfig" },
      },
      {
        path: "pathPlanning.wellFilter",
        before: null,
        after: { value: 3, scope: "pipeline", configName: "WellFilterConfig" },
      },
    ],
  ]);
  global.set("wellFilter.wellFilter", 3); // hidden by the pipeline's
  expect(heard.length).toBe(1);
});

test("nothing is said to other branches, of equal values, or after the end of a subscription", () => {
  const { pipeline, plate, step, other } = tree();
  const heard = [recorded(step), recorded(other)];
  let after = 0;
  const stop = step.subscribe(() => after++);
  plate.set("processing.variableComponents", ["z"]);
  plate.set("processing.variableComponents", ["z"]);
  stop();
  pipeline.set("numWorkers", 4);
  pipeline.reset("numWorkers");
  other.close();
  pipeline.set("numWorkers", 4);
  expect(heard.map(paths)).toEqual([
    [["processing.variableComponents"], ["numWorkers"], ["numWorkers"], ["numWorkers"]],
    [["numWorkers"], ["numWorkers"]],
  ]);
  expect(after).toBe(1);
});

test("a cell that is run again replaces what it set before, in one call", () => {
  const { pipeline, step } = tree();
  pipeline.load({ numWorkers: 4, pathPlanningConfig: { subDir: "a" } });
  const heard = recorded(step);
  pipeline.load({ numWorkers: 4, pathPlanningConfig: { outputDirSuffix: "_b" } });
  expect(paths(heard)).toEqual([
    ["pathPlanning.outputDirSuffix", "pathPlanning.subDir", "stepMaterialization.outputDirSuffix"],
  ]);
});

test("placeholders show what a field would be without its own value, whatever stands around", () => {
  const { global, pipeline, step } = tree();
  global.set("stepWellFilter.wellFilter", 4);
  step.set("stepMaterialization.wellFilter", 9);
  pipeline.set("wellFilter.wellFilter", null);
  expect([
    step.placeholder("stepMaterialization.wellFilter"),
    step.placeholder("wellFilter.wellFilter"),
    step.placeholder("numWorkers"),
    step.placeholder("sequentialProcessing.sequentialComponents"),
    global.placeholder("stepWellFilter.wellFilter"),
  ]).toEqual(["Global default: 4", "Pipeline default: none", "Default: 1", "Default: none", "Default: none"]);
});

test("a form hears of exactly the placeholders that read differently, also where the value stays", () => {
  const { global, pipeline, step } = tree();
  global.set("numWorkers", 4);
  step.set("stepWellFilter.wellFilter", 7);
  const [texts, values] = [[] as PlaceholderChange[][], recorded(step)];
  const stop = step.watchPlaceholders((changes) => texts.push([...changes]));
  pipeline.set("numWorkers", 4);
  pipeline.set("stepWellFilter.wellFilter", 2); // hidden by the step's own value, and by what its siblings take from it
  stop();
  pipeline.reset("numWorkers");
  expect(texts).toEqual([
    [{ path: "numWorkers", before: "Global default: 4", after: "Pipeline default: 4" }],
    [{ path: "stepWellFilter.wellFilter", before: "Default: none", after: "Pipeline default: 2" }],
  ]);
  expect(values).toEqual([]);
});

test("reading changes and notifies nothing", () => {
  const { step } = tree();
  const heard = recorded(step);
  const before = JSON.stringify(step.contexts());
  step.placeholder("numWorkers");
  step.explain("pathPlanning.subDir");
  expect([step.own("numWorkers"), JSON.stringify(step.contexts()), heard]).toEqual([undefined, before, []]);
});

test("changes that a listener makes come after the change that it heard of", () => {
  const { global, step } = tree();
  const order: unknown[] = [];
  global.subscribe((changes) => {
    if (changes[0]?.after.value === 2) global.set("numWorkers", 3);
  });
  step.subscribe((changes) => order.push(...changes.map(({ before, after }) => [before, after.value])));
  global.set("numWorkers", 2);
  expect(order).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

test("a listener that throws keeps nobody from hearing, and its error is not lost", () => {
  const { global, step } = tree();
  global.subscribe(() => {
    throw new Error("broken form");
  });
  const heard = recorded(step);
  expect(() => global.set("numWorkers", 2)).toThrow("broken form");
  expect(paths(heard)).toEqual([["numWorkers"]]);
});

test.each<[string, (node: ConfigNode) => void, string]>([
  ["an unknown field", (node) => node.set("pathPlanning.subdir", "x"), "UNKNOWN_FIELD"],
  ["an unknown config", (node) => node.placeholder("pathPlaning.subDir"), "UNKNOWN_FIELD"],
  ["a bad value", (node) => node.set("numWorkers", -1), "BAD_FIELD"],
  ["a whole config", (node) => node.set("pathPlanning", {}), "UNKNOWN_FIELD"],
  ["a scope further outside", (node) => node.open("global"), "UNKNOWN_SCOPE"],
])("%s is refused and changes nothing", (_, act, code) => {
  const { pipeline } = tree();
  const heard = recorded(pipeline);
  expect(() => act(pipeline)).toThrow(expect.objectContaining({ code }));
  expect([pipeline.contexts().map(({ values }) => values), heard]).toEqual([[{}, {}], []]);
});

/** Numbers from 0 up to but without n, the same on every run (mulberry32). */
function generator(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

type Values = Record<string, unknown>;

/** All fields as lazy instances answer them inside contexts of what was set: the slow way round. */
function everything(chain: readonly [ConfigNode, Values][]): Map<string, unknown> {
  const contexts = chain.map(([{ scope }, values]) => configContext(scope, structuredClone(values) as ConfigInput));
  return enterConfig(contexts, () => {
    const config = new PipelineConfig() as unknown as Record<string, Values>;
    const fields = Object.entries(GlobalPipelineConfig.fields).flatMap(([name, field]): [string, unknown][] => {
      if (field.kind !== "config") return [[name, config[name]]];
      const short = name.replace(/Config$/, "");
      return Object.keys(field.config.fields).map((inner) => [`${short}.${inner}`, config[name]?.[inner]]);
    });
    return new Map(fields);
  });
}

test("1,000 random changes in a tree notify as recomputing everything says", () => {
  const random = generator(42);
  const { global, pipeline, plate, step, other } = tree();
  const set = new Map([global, pipeline, plate, step, other].map((node): [ConfigNode, Values] => [node, {}]));
  const chains = [
    [global],
    [global, pipeline],
    [global, pipeline, plate],
    [global, pipeline, plate, step],
    [global, pipeline, other],
  ];
  const compute = () => chains.map((chain) => everything(chain.map((node) => [node, set.get(node)!])));
  const heard = chains.map((chain) => recorded(chain.at(-1)!));

  const anyValue = (field: Exclude<Field, { kind: "config" }>): unknown => {
    if (field.nullable && random(4) === 0) return null;
    if (field.kind === "boolean") return random(2) === 0;
    if (field.kind === "choice") return field.choices[random(field.choices.length)];
    if (field.kind === "choices") return field.choices.filter(() => random(2) === 0);
    if (field.kind === "texts") return ["a", "b"].slice(random(2));
    if (field.kind === "text")
      return [`t${random(3)}`, `1,1,1,8,${1 + random(3)}`].find((t) => field.check?.(t) === undefined);
    return Math.min(("max" in field ? field.max : undefined) ?? 9, 1 + random(3));
  };

  let now = compute();
  let changes = 0;
  for (let round = 0; round < 1000; round++) {
    const [node, values] = [...set][random(set.size)]!;
    const roots = Object.entries(GlobalPipelineConfig.fields);
    const [name, field] = roots[random(roots.length)]!;
    if (random(20) === 0) {
      set.set(node, {});
      node.load({});
    } else if (field.kind === "config") {
      const inner = Object.entries(field.config.fields);
      const [innerName, innerField] = inner[random(inner.length)]!;
      const value = innerField.kind === "config" || random(3) === 0 ? undefined : anyValue(innerField);
      set.set(node, { ...values, [name]: { ...(values[name] as Values), [innerName]: value } });
      node.set(`${name}.${innerName}`, value);
    } else {
      const value = random(3) === 0 ? undefined : anyValue(field);
      set.set(node, { ...values, [name]: value });
      node.set(name, value);
    }
    const next = compute();
    for (const [n, calls] of heard.entries()) {
      const expected = [...next[n]!]
        .filter(([path, value]) => JSON.stringify(value) !== JSON.stringify(now[n]!.get(path)))
        .map(([path, value]) => [path, now[n]!.get(path), value]);
      const got = calls.splice(0).map((call) => call.map(({ path, before, after }) => [path, before, after.value]));
      expect([round, got]).toEqual([round, expected.length > 0 ? [expected] : []]);
      changes += expected.length;
    }
    now = next;
  }
  expect(changes).toBeGreaterThan(1000);
});
