import type { Debugger, Runtime } from "node:inspector";
import type { InspectorClient } from "./inspectorClient.ts";
import type { Variable } from "./protocol.ts";
import { typeText, valueText } from "./remoteValues.ts";

/** Something that can be unfolded. */
type Folded =
  | { readonly kind: "object"; readonly objectId: string; readonly path: string }
  /** Objects whose properties are variables; inner ones first, which hide outer ones. */
  | { readonly kind: "scopes"; readonly objectIds: readonly string[] };

/** Scopes of a cell's own code. The emitted function's parameters and helpers begin with these names. */
const ownScopes = new Set(["local", "block", "catch", "closure"]);
const hidden = /^(\$titer|\$flag|require|rounds_\d+|value_\d+|arguments)$/;

/** What is listed under the numbers that the front end asks for; all are void once the code goes on. */
export class Variables {
  readonly #folded: Folded[] = [];

  clear(): void {
    this.#folded.length = 0;
  }

  /** A number for the variables of a frame's own code. */
  locals(frame: Debugger.CallFrame): number {
    const scopes = frame.scopeChain.filter(({ type }) => ownScopes.has(type));
    return this.#number({ kind: "scopes", objectIds: scopes.flatMap(({ object }) => object.objectId ?? []) });
  }

  /** A number for the properties of an object. */
  properties(objectId: string): number {
    return this.#number({ kind: "scopes", objectIds: [objectId] });
  }

  /** A number for a value, 0 for one that has no parts. */
  number(value: Runtime.RemoteObject, path: string): number {
    if (value.objectId === undefined || value.type === "function" || value.type === "symbol") return 0;
    return this.#number({ kind: "object", objectId: value.objectId, path });
  }

  /** The variables under a number; none under one that is void. */
  async list(client: InspectorClient, number: number): Promise<readonly Variable[]> {
    const folded = this.#folded[number - 1];
    if (!folded) return [];
    if (folded.kind === "object") return this.#named(await client.properties(folded.objectId), folded.path);
    const seen = new Map<string, Runtime.PropertyDescriptor>();
    for (const objectId of folded.objectIds)
      for (const property of await readProperties(client, objectId))
        if (!seen.has(property.name) && !hidden.test(property.name)) seen.set(property.name, property);
    return this.#named([...seen.values()], "");
  }

  #named(properties: readonly Runtime.PropertyDescriptor[], path: string): readonly Variable[] {
    return properties.flatMap(({ name, value, enumerable }) => {
      if (!value || (path !== "" && !enumerable)) return [];
      const evaluateName = path === "" ? name : /^\d+$/.test(name) ? `${path}[${name}]` : `${path}.${name}`;
      const variablesReference = this.number(value, evaluateName);
      const type = value.objectId === undefined ? {} : { type: typeText(value) };
      return [{ name, value: valueText(value), ...type, evaluateName, variablesReference }];
    });
  }

  #number(folded: Folded): number {
    return this.#folded.push(folded);
  }
}

/** Properties of an object, getters (which the notebook's names are) read. */
async function readProperties(
  client: InspectorClient,
  objectId: string,
): Promise<readonly Runtime.PropertyDescriptor[]> {
  const properties = await client.properties(objectId);
  if (!properties.some(({ get }) => get?.objectId)) return properties;
  const { result } = await client.call(objectId, "function () { return { ...this }; }");
  return result.objectId ? client.properties(result.objectId) : [];
}
