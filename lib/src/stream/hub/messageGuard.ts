import { TiterError } from "../../errors.ts";
import type { ClientMessage } from "../messages.ts";

type Check = (value: unknown) => boolean;

const string: Check = (value) => typeof value === "string";
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(checks).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const source: Check = (value) =>
  fields({ kind: (kind) => kind === "run", runId: string, step: optional(string) })(value) ||
  fields({ kind: (kind) => kind === "folder", path: string })(value);
const region = fields({ y: count, x: count, height: count, width: count });
const level: Check = (value) => count(value) && (value as number) <= 16;
const credits: Check = (value) => count(value) && (value as number) <= 16;
const place = { source, well: string, site: count, channel: count, z: count, timepoint: count };
const plane = fields({ ...place, level, region: optional(region) });
const size: Check = (value) => count(value) && (value as number) >= 1 && (value as number) <= 1024;

/** Most planes or tiles in a request; more than a screen can show. */
const mostPlanes = 4096;

const checks: Readonly<Record<ClientMessage["kind"], Check>> = {
  hello: fields({ token: string, version: count }),
  describe: fields({ source }),
  planes: fields({ planes: list(plane, mostPlanes) }),
  overview: fields({ source, channels: list(count, 64), size, wells: optional(list(string, 1536)), credits }),
  shapes: fields(place),
  watch: fields({
    runId: string,
    steps: optional(list(string, 1000)),
    delivery: (value) => value === "latest" || value === "every",
    credits,
  }),
  open: fields({ session: string, credits }),
  show: fields({ session: string, planes: list(plane, mostPlanes) }),
  credit: fields({ count: credits }),
  stop: fields({}),
  sessions: fields({}),
  "end-session": fields({ session: string, how: (value) => value === "quit" || value === "force" }),
};

/** The message in a text. Throws `BAD_MESSAGE` for anything else, without repeating it. */
export function parseMessage(text: string): ClientMessage {
  let message: { readonly kind?: unknown; readonly id?: unknown } | null;
  try {
    message = JSON.parse(text);
  } catch {
    throw badMessage("it is not JSON");
  }
  const kind = message?.kind;
  if (typeof kind !== "string" || !Object.hasOwn(checks, kind)) throw badMessage("its kind is unknown");
  if (!count(message?.id)) throw badMessage("it has no id");
  if (!checks[kind as ClientMessage["kind"]](message)) throw badMessage(`a field of "${kind}" is wrong or missing`);
  return message as ClientMessage; // by the lines above
}

function badMessage(what: string): TiterError {
  return new TiterError("BAD_MESSAGE", {
    what: `a message to the hub is refused: ${what}`,
    todo: "Use hub and viewer of the same Titer version.",
  });
}
