import { closestName, TiterError } from "../errors.ts";

/** Which plane of a plate or of a result. What is left out is the first there is. */
export interface PlaneChoice {
  readonly well: string;
  readonly site?: number;
  /** A channel's number, or its name. */
  readonly channel?: number | string;
  readonly z?: number;
  readonly timepoint?: number;
}

/** Which image of a run; without a step, of the result. */
export interface ResultChoice extends PlaneChoice {
  /** A step with a checkpoint. */
  readonly step?: string;
}

/**
 * The chosen one of what there is, or the first when nothing was chosen.
 *
 * @throws TiterError `UNKNOWN_WELL`, `UNKNOWN_SITE`, ... listing what there is.
 */
export function chosen<T extends string | number>(
  component: string,
  choice: T | undefined,
  available: readonly T[],
  plate: string,
): T {
  const found = choice === undefined ? available[0] : available.find((candidate) => candidate === choice);
  if (found !== undefined) return found;
  throw unknownChoice(component, choice, available, plate);
}

/** The number of a channel that is given by number or name. */
export function chosenChannel(
  choice: number | string | undefined,
  channels: readonly { readonly id: number; readonly name: string }[],
  plate: string,
): number {
  const found =
    choice === undefined
      ? channels[0]
      : channels.find(({ id, name }) => id === choice || name === choice || String(id) === choice);
  if (found) return found.id;
  throw unknownChoice(
    "channel",
    choice,
    channels.map(({ id, name }) => `${id} (${name})`),
    plate,
  );
}

function unknownChoice(component: string, choice: unknown, available: readonly unknown[], plate: string): TiterError {
  const near = typeof choice === "string" ? closestName(choice, available.map(String)) : undefined;
  return new TiterError(`UNKNOWN_${component.toUpperCase()}`, {
    what: `there is no ${component} ${String(choice)}`,
    where: { plate },
    todo: `${near === undefined ? "" : `Did you mean ${near}? `}Choose from: ${available.join(", ") || "none"}.`,
    details: { [component]: choice, available },
  });
}
