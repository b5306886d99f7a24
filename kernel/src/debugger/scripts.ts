import type { Debugger } from "node:inspector";
import { fileURLToPath } from "node:url";
import type { Place } from "../cell/codeFrame.ts";
import { isObject } from "../messages/fields.ts";
import { cellPath } from "./cellPath.ts";
import { type InlineMap, SourceLines } from "./sourceLines.ts";

/** A script that the user wrote: a cell, or a TypeScript file. */
export interface UserScript {
  readonly id: string;
  /** Such as `In[3]`, or a file's path. */
  readonly title: string;
  /** The path by which the front end calls it. */
  readonly path: string;
  readonly text: string;
  readonly lines: SourceLines;
}

const cellTitle = /^(In|Silent)\[[\d.]+\]$/;

/** A pattern of all that is not the user's: the inspector steps over it and does not stop in it. */
export const foreignScripts: string = "^(?!(In|Silent)\\[[\\d.]+\\]$)(?!(?!.*/node_modules/).*\\.[cm]?ts$)";

/** The scripts that the user wrote, as far as the inspector has seen them. */
export class UserScripts {
  readonly #scripts = new Map<string, UserScript>();

  /** Notes a script and gives it back; undefined for one that is none of the user's. */
  add({ scriptId, url, sourceMapURL }: Debugger.ScriptParsedEventDataType): UserScript | undefined {
    const map = sourceMapURL ? inlineMap(sourceMapURL) : undefined;
    if (!map) return undefined;
    const isCell = cellTitle.test(url);
    const file = url.startsWith("file:") ? fileURLToPath(url) : url;
    const path = isCell ? cellPath(map.text) : file;
    const title = isCell ? url : file;
    const script = { id: scriptId, title, path, text: map.text, lines: new SourceLines(map) };
    this.#scripts.set(scriptId, script);
    return script;
  }

  clear(): void {
    this.#scripts.clear();
  }

  get(id: string): UserScript | undefined {
    return this.#scripts.get(id);
  }

  /** All scripts that came from a path, one per run. */
  ofPath(path: string): readonly UserScript[] {
    return [...this.#scripts.values()].filter((script) => script.path === path);
  }

  /** Paths of the user's files, without cells. */
  files(): readonly string[] {
    const files = [...this.#scripts.values()].filter(({ title }) => !cellTitle.test(title));
    return [...new Set(files.map(({ path }) => path))];
  }

  /** The user's place for one in a script; undefined for code that the user did not write. */
  place(at: Debugger.Location): { readonly script: UserScript; readonly place: Place } | undefined {
    const script = this.get(at.scriptId);
    const place = script?.lines.source({ line: at.lineNumber, column: at.columnNumber ?? 0 });
    return script && place ? { script, place } : undefined;
  }
}

const dataUrl = "data:application/json;base64,";

/** The map that the kernel wrote into a script; packages have maps too, which are left alone. */
function inlineMap(url: string): InlineMap | undefined {
  if (!url.startsWith(dataUrl)) return undefined;
  const map: unknown = JSON.parse(Buffer.from(url.slice(dataUrl.length), "base64").toString("utf8"));
  if (!isObject(map) || !isObject(map.titer)) return undefined;
  // Holds: only the kernel writes the key `titer`, see `cell/inlineMap.ts`.
  return { ...(map.titer as unknown as Omit<InlineMap, "mappings">), mappings: String(map.mappings) };
}
