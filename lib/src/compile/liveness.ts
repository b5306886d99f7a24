import type { Group, PlaneUse } from "./groups.ts";
import type { Slot } from "./plan.ts";

/** A group's call with places for its planes. */
export interface PlacedCall {
  readonly group: Group;
  readonly inputs: readonly Slot[];
  readonly outputs: readonly Slot[];
  /** Slots whose last use this was. */
  readonly free: readonly Slot[];
}

/**
 * The order of calls in which few planes live at once: depth first. Each group of the last step is made as soon as its
 * planes are there, and planes are made only when a group needs them. Groups that nobody reads come in their own order.
 *
 * @param needs - groups that must come first for other reasons than their planes.
 */
export function depthFirst(groups: readonly Group[], needs: (group: Group) => readonly Group[]): Group[] {
  const order: Group[] = [];
  const done = new Set<Group>();
  const visit = (group: Group): void => {
    if (done.has(group)) return;
    done.add(group);
    for (const maker of needs(group)) visit(maker);
    for (const { maker } of group.inputs) if (maker) visit(maker);
    order.push(group);
  };
  const read = new Set(groups.flatMap((group) => group.inputs.map((use) => use.maker)));
  for (const group of groups) if (!read.has(group)) visit(group);
  return order;
}

/**
 * Gives each plane a slot from when it is loaded or made to its last use, and uses slots again after that. Inputs and
 * outputs of one call never share a slot.
 */
export function placePlanes(order: readonly Group[]): { readonly calls: PlacedCall[]; readonly slots: number } {
  const lastUse = lastUses(order);
  const slotOf = new Map<PlaneUse, Slot>();
  const unused: Slot[] = [];
  let slots = 0;
  const place = (use: PlaneUse): Slot => {
    const kept = slotOf.get(use);
    if (kept !== undefined) return kept;
    const slot = unused.pop() ?? slots++;
    slotOf.set(use, slot);
    return slot;
  };
  const calls = order.map((group, index) => {
    const inputs = group.inputs.map(place);
    const outputs = group.outputs.map(place);
    const ended = [...group.inputs, ...group.outputs].filter((use) => lastUse.get(use) === index);
    const free = ended.map(place);
    unused.push(...[...free].sort((a, b) => b - a));
    return { group, inputs, outputs, free };
  });
  return { calls, slots };
}

/** The call in which each plane is used last; a plane that nobody reads ends in the call that makes it. */
function lastUses(order: readonly Group[]): Map<PlaneUse, number> {
  const last = new Map<PlaneUse, number>();
  for (const [index, group] of order.entries()) {
    for (const use of group.inputs) last.set(use, index);
    for (const use of group.outputs) last.set(use, index);
  }
  return last;
}
