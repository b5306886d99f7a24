/** The one configuration that everything about components follows from: what there is, and what work is spread over by default. */
const configuration = { all: ["well", "site", "channel", "z", "timepoint"], axis: "well" } as const;

/** A component that tells the planes of a plate apart, the well included. */
export type AllComponents = (typeof configuration.all)[number];
export const allComponents: readonly AllComponents[] = configuration.all;

/** A component that may vary inside a group of planes: each but the one that work is spread over, which the compiler checks. */
export type VariableComponents = AllComponents;

/** A component of a plane inside its well. */
export type PlaneComponent = Exclude<AllComponents, "well">;

/** The components of a plane inside its well, in the order of names and sorting. */
export const planeComponents: readonly PlaneComponent[] = configuration.all.filter(
  (component): component is PlaneComponent => component !== "well",
);

/** A component that routes a function pattern, or none. */
export type GroupBy = AllComponents | "none";

/** What work is spread over: each value of it is done by itself, apart from the others. */
export type MultiprocessingAxis = AllComponents;
export const defaultAxis: MultiprocessingAxis = configuration.axis;

/** `SITE` and so on, for those who prefer names to texts. */
type Named<T extends string> = { readonly [K in T as Uppercase<K>]: K };
export const VariableComponents: Named<VariableComponents> = named(allComponents);
export const GroupBy: Named<GroupBy> = named([...allComponents, "none"]);
export const MultiprocessingAxis: Named<MultiprocessingAxis> = named(allComponents);

function named<T extends string>(values: readonly T[]): Named<T> {
  return Object.freeze(Object.fromEntries(values.map((value) => [value.toUpperCase(), value]))) as Named<T>;
}

/** Which plane of a well: numbers as the microscope counts, starting at 1 unless the files say otherwise. */
export interface PlaneId {
  readonly site: number;
  readonly channel: number;
  readonly z: number;
  readonly timepoint: number;
}

/** Which plane of work that may span wells: which of the work's wells it lies in, from 1; absent where there is only one. */
export interface WorkPlaneId extends PlaneId {
  readonly wellNumber?: number;
}

/** What tells the planes of one unit of work apart, in the order of sorting. */
export const idKeys: readonly (keyof WorkPlaneId)[] = ["wellNumber", ...planeComponents];

/** Where an identity holds a component. */
export function idKey(component: AllComponents): keyof WorkPlaneId {
  return component === "well" ? "wellNumber" : component;
}

/** A name for people and messages: `s001_w1_z001_t001`. */
export function planeName(id: PlaneId): string {
  const pad = (n: number) => String(n).padStart(3, "0");
  return `s${pad(id.site)}_w${id.channel}_z${pad(id.z)}_t${pad(id.timepoint)}`;
}

/** Order by timepoint last: well where there are several, site, channel, z, timepoint. */
export function comparePlanes(a: WorkPlaneId, b: WorkPlaneId): number {
  return compareFixed(a, b);
}

/** The same order for groups of planes, by the components that both name, or by those of some components only. */
export function compareFixed(
  a: Readonly<Partial<WorkPlaneId>>,
  b: Readonly<Partial<WorkPlaneId>>,
  keys: readonly (keyof WorkPlaneId)[] = idKeys,
): number {
  for (const key of keys) {
    const [one, other] = [a[key] ?? 0, b[key] ?? 0];
    if (one !== other) return one - other;
  }
  return 0;
}
