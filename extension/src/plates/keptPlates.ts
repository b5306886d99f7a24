import type { IStateDB } from "@jupyterlab/statedb";
import type { ReadonlyPartialJSONValue } from "@lumino/coreutils";
import { guards } from "titer/protocol";
import type { KeptPlate } from "./plateEntry.ts";

const key = "titer:plates";

const { boolean, either, fields, list, oneOf, optional, string } = guards;

const kept = list(
  fields({
    path: string,
    pattern: optional(string),
    pipeline: optional(
      either(
        fields({ kind: oneOf("code"), name: string, code: string }),
        fields({ kind: oneOf("file"), name: string, path: string }),
        fields({ kind: oneOf("cell"), name: string }),
      ),
    ),
    wells: optional(list(string)),
    runId: optional(string),
    expanded: boolean,
  }),
);

/** The list of plates as JupyterLab keeps it for a workspace. */
export class KeptPlates {
  readonly #state: IStateDB;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(state: IStateDB) {
    this.#state = state;
  }

  /** What was kept; none when that was made by another version. */
  async load(): Promise<readonly KeptPlate[]> {
    const value: unknown = await this.#state.fetch(key);
    if (value === undefined) return [];
    try {
      kept(value, key);
      return value as unknown as KeptPlate[]; // by the line above
    } catch {
      await this.#state.remove(key); // an empty list is what a new version begins with
      return [];
    }
  }

  /** Keeps the list, a moment later, with what else changes until then. */
  save(plates: readonly KeptPlate[]): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      const plain = JSON.parse(JSON.stringify(plates)) as ReadonlyPartialJSONValue;
      this.#state
        .save(key, plain)
        .catch((thrown) => console.error("Titer: the list of plates could not be kept.", thrown));
    }, 200);
  }
}
