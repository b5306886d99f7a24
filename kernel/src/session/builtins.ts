// What a cell may have damaged is not used here: everything is taken from the intact built-ins when the kernel starts.
const { getOwnPropertyDescriptor, defineProperty, deleteProperty, ownKeys } = Reflect;
const { is } = Object;
const text = String;

/** Built-ins without which neither the kernel nor packages work. `Date`, timers and `console` are not among them: tests replace these. */
const names = [
  ...["Object", "Function", "Array", "String", "Number", "Boolean", "BigInt", "Symbol", "Math", "JSON", "Reflect"],
  ...["Promise", "Map", "Set", "WeakMap", "WeakSet", "WeakRef", "RegExp", "Error", "TypeError", "RangeError"],
  ...["ArrayBuffer", "SharedArrayBuffer", "Atomics", "DataView", "Uint8Array", "Int32Array", "Float32Array", "Buffer"],
];
/** What tests replace, too. */
const free = new Set(["Math.random", "Error.prepareStackTrace", "Error.stackTraceLimit"]);

/** One property as it was. */
interface Kept {
  readonly owner: object;
  readonly key: PropertyKey;
  readonly name: string;
  readonly descriptor: PropertyDescriptor;
}

/** The built-in objects as they were when the kernel started; puts them back after a cell that replaced some. */
export class Builtins {
  readonly #kept: readonly Kept[];
  readonly #process = globalThis.process;
  readonly #objectKeys = ownKeys(Object.prototype).length;

  constructor() {
    const globals = names.map((name) => keep(globalThis, name, name));
    const owners = names.flatMap((name) => ownersOf(name));
    const members = owners.flatMap(([name, owner]) =>
      ownKeys(owner).map((key) => keep(owner, key, `${name}.${String(key)}`)),
    );
    this.#kept = [...globals, ...members].filter(({ name }) => !free.has(name));
  }

  /** Puts back what was replaced, removes what every object would inherit, and gives the names of both. */
  restore(): readonly string[] {
    const damaged: string[] = [];
    let count = 0;
    for (let index = 0; index < this.#kept.length; index++) {
      const kept = this.#kept[index] as Kept;
      if (isSame(getOwnPropertyDescriptor(kept.owner, kept.key), kept.descriptor)) continue;
      const isBack = defineProperty(kept.owner, kept.key, kept.descriptor);
      defineProperty(damaged, count++, {
        value: isBack ? kept.name : `${kept.name} (cannot be put back: restart the kernel)`,
      });
    }
    if (globalThis.process !== this.#process) {
      globalThis.process = this.#process;
      defineProperty(damaged, count++, { value: "process" });
    }
    const added = ownKeys(Object.prototype);
    for (let index = this.#objectKeys; index < added.length; index++) {
      deleteProperty(Object.prototype, added[index] as PropertyKey);
      defineProperty(damaged, count++, { value: `Object.prototype.${text(added[index])}` });
    }
    return damaged;
  }
}

function keep(owner: object, key: PropertyKey, name: string): Kept {
  // Holds: the key was just found on its owner.
  return { owner, key, name, descriptor: getOwnPropertyDescriptor(owner, key) as PropertyDescriptor };
}

/** A built-in, its prototype, and what its instances' iterators inherit. */
function ownersOf(name: string): readonly (readonly [string, object])[] {
  const value = (globalThis as unknown as Record<string, object & { readonly prototype?: object }>)[name] ?? {};
  return value.prototype
    ? [
        [name, value],
        [`${name}.prototype`, value.prototype],
      ]
    : [[name, value]];
}

function isSame(now: PropertyDescriptor | undefined, then: PropertyDescriptor): boolean {
  return now !== undefined && is(now.value, then.value) && now.get === then.get && now.set === then.set;
}
