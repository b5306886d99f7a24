import { inspect } from "node:util";
import { messageOf, TiterError } from "titer/errors";
import { displaySymbol, type MimeBundle } from "titer/protocol";
import { isObject } from "../messages/fields.ts";
import { PictureMaker } from "./svgToPng.ts";

/** A value as text, bounded so that a plate-sized array does not fill the notebook. */
export function textOf(value: unknown): string {
  return inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
}

/**
 * Makes `inspect` show promises without the bookkeeping that AsyncLocalStorage leaves on them as symbols (Node 20 and 22).
 */
export function showPromisesPlainly(): void {
  const show = function (this: Promise<unknown>): string {
    return inspect(this, { customInspect: false, depth: 0, breakLength: Infinity }).replace(
      /,? *\[Symbol\(async_id_symbol\)\].* \}$/,
      " }",
    );
  };
  Object.defineProperty(Promise.prototype, inspect.custom, { value: show, configurable: true });
}

/**
 * A value as Jupyter shows it: what its `[Symbol.for("Jupyter.display")]()` gives (awaited), with a text added when it
 * gives none; any other value as text.
 *
 * @throws TiterError `BAD_BUNDLE` when the method gives no object of JSON values
 */
export async function bundleOf(value: unknown): Promise<MimeBundle> {
  const bundle = (await ownBundle(value)) ?? (await valueBundleOf(value));
  if (bundle === undefined) return { "text/plain": textOf(value) };
  const plain = plainBundle(bundle);
  return withPicture("text/plain" in plain ? plain : { ...plain, "text/plain": textOf(value) });
}

const pictures = new PictureMaker();

/** A bundle with a PNG beside its SVG, for readers that take no SVG; when there can be none, its text says why. */
async function withPicture(bundle: MimeBundle): Promise<MimeBundle> {
  const svg = bundle["image/svg+xml"];
  if (typeof svg !== "string" || "image/png" in bundle) return bundle;
  try {
    return { ...bundle, "image/png": (await pictures.png(svg)).toString("base64") };
  } catch (error) {
    return { ...bundle, "text/plain": `${String(bundle["text/plain"])}\n(no PNG: ${messageOf(error)})` };
  }
}

/** A bundle as JSON, which is what can leave the process. */
export function plainBundle(bundle: unknown): MimeBundle {
  if (!isObject(bundle)) throw badBundle(`it is ${bundle === null ? "null" : typeof bundle}`);
  try {
    return JSON.parse(JSON.stringify(bundle)) as MimeBundle;
  } catch (cause) {
    throw badBundle("it holds a value that JSON cannot hold", cause);
  }
}

/** What the library shows for its plain values. It is loaded when a value may be one of them. */
async function valueBundleOf(value: unknown): Promise<MimeBundle | undefined> {
  if (typeof value !== "object" || value === null) return undefined;
  const { valueBundle } = await import("titer/display");
  return valueBundle(value);
}

async function ownBundle(value: unknown): Promise<unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  const show: unknown = Reflect.get(value, displaySymbol);
  return typeof show === "function" ? await show.call(value) : undefined;
}

function badBundle(problem: string, cause?: unknown): TiterError {
  return new TiterError("BAD_BUNDLE", {
    what: `a display bundle is not usable: ${problem}`,
    todo: "Give an object from MIME type to text or JSON value.",
    cause,
  });
}
