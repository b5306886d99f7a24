import { type PlannedSpecials, type PlannedWell, wellOf } from "../compile/plan.ts";
import type { WorkPlaneId } from "../components/components.ts";
import { TiterError } from "../errors.ts";
import type { NamedSpecial, SpecialValue } from "../functions/contract.ts";
import type { FunctionDeclaration } from "../functions/define.ts";
import type { Parameters } from "../functions/parameters.ts";
import { SavedSpecials } from "./savedSpecials.ts";

/** Which invocation of which function of a call. */
export interface Invocation {
  /** Name of the step. */
  readonly step: string;
  readonly declaration: FunctionDeclaration<Parameters>;
  /** Place of the function in the step's chain. */
  readonly place: number;
  /** Counts the invocations: PURE_2D has one per plane. */
  readonly part: number;
}

/** The special values of a well in their planned places. */
export class SpecialPlaces {
  readonly #plate: Readonly<Record<string, unknown>>;
  readonly #values = new Map<number, NamedSpecial>();
  readonly #unit: PlannedWell;
  /** Those that become files. */
  readonly saved: SavedSpecials = new SavedSpecials();

  /** @param plate - what functions take from the plate. */
  constructor(plate: Readonly<Record<string, unknown>>, unit: PlannedWell) {
    this.#plate = plate;
    this.#unit = unit;
  }

  /** What an invocation takes, by name. */
  take(planned: PlannedSpecials | undefined, { declaration, place, part }: Invocation): Record<string, unknown> {
    const taken: Record<string, unknown> = {};
    for (const [name, { from, many }] of Object.entries(declaration.specialInputs ?? {})) {
      if (from === "plate") {
        taken[name] = this.#plate[name];
        continue;
      }
      const places = planned?.takes.find((take) => take.function === place && take.name === name)?.from[part] ?? [];
      const values = places.map((number) => this.#get(number, name));
      taken[name] = many ? values : values[0]?.value;
    }
    return taken;
  }

  /** @throws TiterError `FUNCTION_SPECIALS` when the values are not what the function declares. */
  put(
    planned: PlannedSpecials | undefined,
    { step, declaration, place, part }: Invocation,
    given: Readonly<Record<string, SpecialValue>> = {},
  ): void {
    const declared = declaration.specialOutputs ?? {};
    const undeclared = Object.keys(given).find((name) => !(name in declared));
    if (undeclared !== undefined) throw wrong(declaration.id, undeclared, "is not declared", Object.keys(declared));
    for (const [name, { kind }] of Object.entries(declared)) {
      const value = given[name];
      if (value === undefined) throw wrong(declaration.id, name, "was not returned", Object.keys(declared));
      if (!isPlain(value)) throw wrong(declaration.id, name, "is no plain data", Object.keys(declared));
      if (kind === "table" && !isTable(value)) throw wrong(declaration.id, name, "is no table", Object.keys(declared));
      const make = planned?.makes.find((one) => one.function === place && one.name === name);
      const to = make?.to[part];
      if (to) this.#values.set(to.place, { of: to.of, value });
      if (to && make?.save) this.saved.add({ step, name, well: this.#wellOf(to.of), of: to.of }, make.save, value);
    }
  }

  /** The well that a value is about; the unit's own name for one about several wells. */
  #wellOf(of: Readonly<Partial<WorkPlaneId>>): string {
    return of.wellNumber === undefined ? this.#unit.well : wellOf(this.#unit, of).well;
  }

  drop(places: readonly number[]): void {
    for (const place of places) this.#values.delete(place);
  }

  #get(place: number, name: string): NamedSpecial {
    const value = this.#values.get(place);
    if (value) return value;
    throw new TiterError("BAD_PLAN", {
      what: `the special value "${name}" is not there`,
      todo: "Compile the plan again.",
    });
  }
}

function wrong(id: string, name: string, what: string, declared: readonly string[]): TiterError {
  return new TiterError("FUNCTION_SPECIALS", {
    what: `${id}: the special output "${name}" ${what}`,
    todo: `Return in \`specials\` plain data or typed arrays for each of: ${declared.join(", ") || "none"}; a table has columns of one length.`,
    details: { function: id, special: name, declared },
  });
}

function isPlain(value: unknown): boolean {
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean" || value === null)
    return true;
  if (typeof value !== "object") return false;
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}

function isTable(value: SpecialValue): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  const columns: unknown[] = Object.values(value);
  const lengths = columns.map((column) =>
    Array.isArray(column) || ArrayBuffer.isView(column) ? lengthOf(column) : -1,
  );
  return lengths.every((length) => length >= 0 && length === lengths[0]);
}

function lengthOf(column: readonly unknown[] | ArrayBufferView): number {
  return "length" in column ? (column.length as number) : -1;
}
