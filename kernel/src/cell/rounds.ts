/** A `for await` loop whose waits are taken by someone else. */
export interface Rounds {
  /** The value of this round. */
  readonly value: unknown;
  /** Whether there is another round. */
  next(): Promise<boolean>;
  /** Closes the iterator of a loop that was left early. */
  close(): Promise<void>;
}

/** The rounds of `for await (const value of values)`. */
export function rounds(values: AsyncIterable<unknown> | Iterable<unknown>): Rounds {
  const iterator =
    Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : (values[Symbol.iterator]() as Iterator<unknown>);
  let ended = false;
  const round = {
    value: undefined as unknown,
    next: async (): Promise<boolean> => {
      // A throwing iterator counts as ended: it must not be closed again.
      const open = !ended;
      ended = true;
      const result = open ? await iterator.next() : { done: true, value: undefined };
      ended = result.done === true;
      round.value = await result.value;
      return !ended;
    },
    close: async (): Promise<void> => {
      if (ended) return;
      ended = true;
      await iterator.return?.();
    },
  };
  return round;
}
