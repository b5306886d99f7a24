/** The one configuration that everything about components follows from: what there is, and what work is spread over by default. */
const configuration = { all: ["well", "site", "channel", "z", "timepoint"], axis: "well" } as const;

/** A component that tells the planes of a plate apart, the well included. */
export type AllComponents = (typeof configuration.all)[number];
export const allComponents: readonly AllComponents[] = configuration.all;

/** A component that may vary inside a group of planes. */
export type VariableComponents = Exclude<AllComponents, typeof configuration.axis>;

/** The components of a plane inside its well, in the order of names and sorting. */
export const planeComponents: readonly VariableComponents[] = configuration.all.filter(
  (component): component is VariableComponents => component !== configuration.axis,
);

/** A component that routes a function pattern, or none. */
export type GroupBy = VariableComponents | "none";

/** What work is spread over: each value of it is done by itself, apart from the others. */
export type MultiprocessingAxis = AllComponents;
export const defaultAxis: MultiprocessingAxis = configuration.axis;

/** `SITE` and so on, for those who prefer names to texts. */
type Named<T extends string> = { readonly [K in T as Uppercase<K>]: K };
export const VariableComponents: Named<VariableComponents> = named(planeComponents);
export const GroupBy: Named<GroupBy> = named([...planeComponents, "none"]);
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

/** A name for people and messages: `s001_w1_z001_t001`. */
export function planeName(id: PlaneId): string {
  const pad = (n: number) => String(n).padStart(3, "0");
  return `s${pad(id.site)}_w${id.channel}_z${pad(id.z)}_t${pad(id.timepoint)}`;
}

/** Order by timepoint last: site, channel, z, timepoint. */
export function comparePlanes(a: PlaneId, b: PlaneId): number {
  return compareFixed(a, b);
}

/** The same order for groups of planes, by the components that both name, or by those of some components only. */
export function compareFixed(
  a: Readonly<Partial<PlaneId>>,
  b: Readonly<Partial<PlaneId>>,
  components: readonly VariableComponents[] = planeComponents,
): number {
  for (const component of components) {
    const [one, other] = [a[component] ?? 0, b[component] ?? 0];
    if (one !== other) return one - other;
  }
  return 0;
}
