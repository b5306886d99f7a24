import { TiterError } from "../errors.ts";

interface Ordered<T> {
  readonly configName: string;
  readonly order: readonly T[];
}

/**
 * The order in which a class and its ancestors are asked: C3 linearization, as Python's method resolution order
 * (Barrett et al., OOPSLA 1996), without the class itself.
 *
 * @throws TiterError `CONFIG_ORDER` when the parents contradict each other.
 */
export function ancestorsInOrder<T extends Ordered<T>>(name: string, parents: readonly T[]): T[] {
  const twice = parents.find((parent, index) => parents.indexOf(parent) !== index);
  if (twice) throw orderError(name, `${name} names its parent ${twice.configName} twice`);
  let lists: (readonly T[])[] = [...parents.map((parent) => parent.order), parents];
  const order: T[] = [];
  for (;;) {
    lists = lists.filter((list) => list.length > 0);
    if (lists.length === 0) return order;
    const next = lists.map((list) => list[0]!).find((head) => !lists.some((list) => list.indexOf(head) > 0));
    if (next === undefined) {
      const names = parents.map((parent) => parent.configName).join(", ");
      throw orderError(name, `the parents of ${name} contradict each other: ${names}`);
    }
    order.push(next);
    lists = lists.map((list) => (list[0] === next ? list.slice(1) : list));
  }
}

function orderError(name: string, what: string): TiterError {
  const todo = "Name a class before its own parents, each parent once.";
  return new TiterError("CONFIG_ORDER", { what, where: { field: name }, todo });
}
