/** The components that tell the planes of a plate apart, the well included. */
export const allComponents = ["well", "site", "channel", "z", "timepoint"] as const;

/** A component of a plate. The well is the axis over which work is spread. */
export type AllComponents = (typeof allComponents)[number];

/** The components of a plane inside its well, in the order of names and sorting. */
export const planeComponents = ["site", "channel", "z", "timepoint"] as const;

/** A component that may vary inside a group of planes. */
export type VariableComponents = (typeof planeComponents)[number];
export const VariableComponents = { SITE: "site", CHANNEL: "channel", Z: "z", TIMEPOINT: "timepoint" } as const;

/** A component that routes a function pattern, or none. */
export type GroupBy = VariableComponents | "none";
export const GroupBy = { SITE: "site", CHANNEL: "channel", Z: "z", TIMEPOINT: "timepoint", NONE: "none" } as const;

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
