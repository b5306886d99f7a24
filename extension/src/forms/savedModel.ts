import type { ConfigFormValue, ConfigOutput } from "titer/protocol";
import { configGroups } from "./configGroups.ts";
import type { FormGroup, FormModel } from "./formModel.ts";

/** The form of a saved output: it shows what was set when the cell ran, and changes nothing. */
export class SavedModel implements FormModel {
  readonly title: string;
  readonly groups: readonly FormGroup[];
  readonly unwritten: readonly string[] = [];
  readonly #values: ConfigOutput["values"];

  constructor({ title, scope, values }: ConfigOutput) {
    this.title = title;
    this.groups = configGroups(scope);
    this.#values = values;
  }

  value(path: string): ConfigFormValue {
    return this.#values[path] ?? { placeholder: "" };
  }

  set(): void {
    throw new Error("Run the cell to edit.");
  }

  watch(): () => void {
    return () => undefined;
  }
}
