import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import * as config from "#lib/config/index.js";
import { type ConfigInfo, defineConfig, PathPlanningConfig, toSchema, ZarrConfig } from "#lib/config/index.js";
import { isTiterError } from "#lib/errors.js";

const exported: Readonly<Record<string, unknown>> = config;
const isClass = (value: unknown): value is ConfigInfo => typeof value === "function" && Object.hasOwn(value, "Lazy");
const classes = Object.values(exported).filter(isClass);
const ajv = new Ajv({ strictTypes: false });
ajv.addVocabulary(["x-titer"]);

const candidates = [
  ...[null, true, false, 0, 1, 3, 9, 10, -1, 1.5, 5555, 65536, "", " ", "x", "auto", "zarr", "z", "none", "A01:B06"],
  ...[[], ["z"], ["z", "tape"], [""], [1], {}],
];

describe("the schema of each config class", () => {
  test.each(classes.map((one): [string, ConfigInfo] => [one.configName, one]))(
    "%s takes what the class takes",
    (_, info) => {
      const validate = ajv.compile(toSchema(info));
      const wrong: unknown[] = [];
      for (const [name, field] of Object.entries(info.fields)) {
        // a field's own check goes beyond the schema, so its fields are asked without it
        const plain = "check" in field ? { ...field, check: undefined } : field;
        const alone = defineConfig("Alone", { doc: "", extends: [], fields: { [name]: plain as typeof field } });
        for (const value of candidates) {
          const byClass = accepts(alone, { [name]: value });
          if (validate({ [name]: value }) !== byClass) wrong.push({ name, value, byClass });
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test.each(classes.map((one): [string, ConfigInfo] => [one.configName, one]))(
    "%s refuses unknown fields",
    (_, info) => {
      expect(ajv.validate(toSchema(info), { unknownField: 1 })).toBe(false);
    },
  );
});

function accepts(info: ConfigInfo, given: Record<string, unknown>): boolean {
  try {
    info.from(given, "lazy");
    return true;
  } catch (thrown) {
    if (isTiterError(thrown)) return false;
    throw thrown;
  }
}

test("defaults stand beside the schema, so that forms don't turn inherited values into set ones", () => {
  const filled = new Ajv({ useDefaults: true, strict: false });
  const data = {};
  filled.validate(toSchema(config.GlobalPipelineConfig), data);
  expect(data).toEqual({});
  expect(JSON.stringify(toSchema(config.GlobalPipelineConfig))).toContain('"x-titer":{"kind":"integer","default":1}');
});

test("a field has its type, limits, doc and default; a class its doc and its parents' fields", () => {
  const schema = toSchema(new PathPlanningConfig());
  expect(schema).toMatchObject({ title: "PathPlanningConfig", description: "Where results go.", type: "object" });
  expect(Object.keys(schema.properties ?? {}).sort()).toEqual(Object.keys(PathPlanningConfig.fields).sort());
  expect(toSchema(ZarrConfig).properties?.compressionLevel).toEqual({
    type: "integer",
    minimum: 0,
    maximum: 9,
    description: "Higher is smaller and slower.",
    "x-titer": { kind: "integer", default: 3 },
  });
});

test("units are given where a field has one", () => {
  const fields = { margin: { kind: "integer", default: 4, min: 0, unit: "px", doc: "Around." } } as const;
  const { properties } = toSchema(defineConfig("CropConfig", { doc: "", extends: [], fields }));
  expect(properties?.margin?.["x-titer"]).toEqual({ kind: "integer", unit: "px", default: 4 });
});
