import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import { type Model, wireName } from "#kernel/widgets/core/model.js";
import type { Trait } from "#kernel/widgets/core/trait.js";
import * as widgets from "#kernel/widgets/index.js";

/** A model in the published schema of Jupyter's widgets. */
interface Published {
  readonly model: { readonly name: string; readonly module: string; readonly version: string };
  readonly view: { readonly name: string | null; readonly module: string | null };
  readonly attributes: readonly { readonly name: string; readonly type: unknown; readonly default: unknown }[];
}

const file = createRequire(import.meta.url).resolve("@jupyter-widgets/schema/jupyterwidgetmodels.latest.json");
const published = (JSON.parse(readFileSync(file, "utf8")) as Published[]).filter(
  ({ model }) => model.name !== "DOMWidgetModel", // what audio, images and videos have in common, not a widget
);

type AnyModel = Pick<Model<object>, "model" | "view"> & { readonly traits: Readonly<Record<string, Trait<unknown>>> };

const models = new Map(
  Object.values<unknown>(widgets)
    .filter((one) => typeof one === "function" && "model" in one)
    .map((one) => (one as unknown as { readonly model: AnyModel }).model)
    .map((model) => [model.model.name, model] as const),
);

/** The members that every widget sends, which are no traits. */
const identity = /^_(model|view)_/;

describe("each model of the published schema", () => {
  test.each(published.map((entry) => [entry.model.name, entry] as const))("%s", (name, { model, view, attributes }) => {
    const ours = models.get(name)!;
    expect(ours.model).toEqual(model);
    expect(ours.view?.name ?? null).toBe(view.name);
    const traits = Object.entries(ours.traits).map(([key, one]) => [wireName(key, one), one] as const);
    const sent = new Map(traits.filter(([wire]) => wire !== null));
    const wanted = attributes.filter((attribute) => !identity.test(attribute.name));
    expect([...sent.keys()].sort()).toEqual(wanted.map((attribute) => attribute.name).sort());
    for (const attribute of wanted) {
      if (name === "FileUploadModel" && attribute.name === "description") continue; // ipywidgets fills it in later
      // Other defaults (new widgets, bytes, nothing) have no JSON; the comparison with ipywidgets covers them.
      const plain = ["string", "int", "float", "bool"].includes(String(attribute.type));
      if (plain)
        expect([attribute.name, sent.get(attribute.name)!.initial()]).toEqual([attribute.name, attribute.default]);
    }
  });
});
