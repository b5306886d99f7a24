// Random classes and contexts against a naive model of the rule, which shares no code with the implementation.
import { expect, test } from "@jest/globals";
import { type ConfigClass, type ConfigContext, type ConfigInfo, defineConfig, enterConfig } from "#lib/config/index.js";
import { isTiterError } from "#lib/errors.js";

const fieldNames = ["a", "b", "c"];
const scopes = ["global", "pipeline", "plate", "step"] as const;

interface Model {
  readonly name: string;
  readonly parents: readonly Model[];
  readonly defaults: Readonly<Record<string, number | null>>;
}

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

/** C3 as its authors define it, recursively: the class, then the merge of its parents' orders and its parents. */
function c3(model: Model): Model[] | undefined {
  const parents = model.parents.map(c3);
  if (parents.includes(undefined)) return undefined;
  const merge = (lists: Model[][]): Model[] | undefined => {
    const left = lists.filter((list) => list.length > 0);
    if (left.length === 0) return [];
    for (const [head] of left) {
      if (left.some(([, ...tail]) => tail.includes(head!))) continue;
      const rest = merge(left.map((list) => list.filter((one) => one !== head)));
      return rest && [head!, ...rest];
    }
    return undefined;
  };
  const rest = merge([...(parents as Model[][]), [...model.parents]]);
  return rest && [model, ...rest];
}

function expected(order: readonly Model[], field: string, contexts: readonly ConfigContext[]): number | null {
  for (const model of order) {
    for (const scope of [...scopes].reverse()) {
      const value = contexts.find((context) => context.scope === scope)?.values[model.name]?.[field];
      if (value !== undefined) return value as number | null;
    }
    const own = model.defaults[field];
    if (own !== undefined && own !== null) return own;
  }
  return null;
}

function declared(model: Model, classes: ReadonlyMap<string, ConfigClass<unknown>>): ConfigClass<unknown> {
  const fields = Object.entries(model.defaults).map(([name, value]) => [
    name,
    { kind: "integer", default: value, nullable: true, doc: "" } as const,
  ]);
  const parents: ConfigInfo[] = model.parents.map((parent) => classes.get(parent.name)!);
  return defineConfig(model.name, { doc: "", extends: parents, fields: Object.fromEntries(fields) });
}

test("1,000 generated hierarchies resolve every field as the naive model does", () => {
  const random = generator(20261121);
  let [answers, refused] = [0, 0];
  for (let round = 0; round < 1000; round++) {
    const models: Model[] = [];
    const classes = new Map<string, ConfigClass<unknown>>();
    for (let i = 0; i < 6; i++) {
      const parents = models.filter(() => random(3) === 0).sort(() => random(2) - 0.5);
      const names = fieldNames.filter(() => random(2) === 0);
      const defaults = Object.fromEntries(names.map((name) => [name, random(2) === 0 ? null : random(100)]));
      const model = { name: `C${i}`, parents, defaults };
      if (c3(model) === undefined) {
        refused++;
        expect(
          isTiterError(
            thrownBy(() => declared(model, classes)),
            "CONFIG_ORDER",
          ),
        ).toBe(true);
      } else {
        classes.set(model.name, declared(model, classes));
        models.push(model);
      }
    }
    const someOf = (model: Model) =>
      fieldsOf(model)
        .filter(() => random(4) === 0)
        .map((name) => [name, random(5) === 0 ? null : random(100)]);
    const contexts = scopes
      .filter(() => random(4) > 0)
      .map((scope) => ({
        scope,
        values: Object.fromEntries(models.map((model) => [model.name, Object.fromEntries(someOf(model))])),
      }));
    for (const model of models) {
      const order = c3(model)!;
      const lazy = new (classes.get(model.name)!.Lazy)() as unknown as Record<string, unknown>;
      for (const field of fieldsOf(model)) {
        const ours = enterConfig(contexts, () => lazy[field]);
        expect([round, model.name, field, ours]).toEqual([round, model.name, field, expected(order, field, contexts)]);
        answers++;
      }
    }
  }
  expect(answers).toBeGreaterThan(10_000);
  expect(refused).toBeGreaterThan(100);
});

/** The fields that a class or one of its ancestors declares. */
function fieldsOf(model: Model): string[] {
  return fieldNames.filter((field) => c3(model)!.some((one) => field in one.defaults));
}

function thrownBy(fn: () => unknown): unknown {
  try {
    fn();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}
