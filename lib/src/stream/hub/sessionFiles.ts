import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../errors.ts";
import { writeFileAtomic } from "../../files/disk/atomic.ts";
import { boolean, count, fields, list, oneOf, optional, string } from "../../protocol/guards.ts";
import { decodeFrame } from "../frame.ts";
import { streamVersion } from "../messages.ts";
import { framePieces } from "./framePieces.ts";
import type { FramePart, HubItem } from "./item.ts";
import type { Origin, Reference, Session, SessionKeeper } from "./session.ts";

/** A session as its file says. */
export interface SessionRecord {
  readonly version: number;
  readonly session: string;
  readonly persistent: boolean;
  readonly items: readonly Reference[];
}

const record = fields({
  version: oneOf(streamVersion),
  session: string,
  persistent: boolean,
  items: list(
    fields({ bytes: count, runId: optional(string), origin: fields({ kind: oneOf("run", "folder", "file") }) }),
  ),
});

/** How long changes are gathered before a session's file is written, in milliseconds. */
const gathering = 500;

/**
 * Keeps sessions in a folder of Titer's own: for each a list of what it shows and where that lies, and files with the frames that
 * lie nowhere else.
 */
export class SessionFiles implements SessionKeeper {
  readonly #root: string;
  readonly #read: (item: Reference) => Promise<readonly ArrayBufferView[]>;
  readonly #dirty = new Map<Session, NodeJS.Timeout>();

  /**
   * @param root - made when it is absent, readable by the owner only.
   * @param read - gets the arrays of an item of a run or a folder.
   */
  constructor(root: string, read: (item: Reference) => Promise<readonly ArrayBufferView[]>) {
    this.#root = root;
    this.#read = read;
    mkdirSync(root, { recursive: true, mode: 0o700 });
  }

  /** The sessions of earlier engines. One that can't be read (of another version) is left out, and the log says so. */
  records(): SessionRecord[] {
    return readdirSync(this.#root).flatMap((name) => {
      const path = join(this.#root, name, "session.json");
      try {
        const value: unknown = JSON.parse(readFileSync(path, "utf8"));
        record(value, path);
        return [value as SessionRecord]; // by the line above
      } catch (thrown) {
        process.stderr.write(`a viewer session can't be taken up: ${path}: ${messageOf(thrown)}\n`);
        return [];
      }
    });
  }

  async load(session: string, item: Reference): Promise<readonly ArrayBufferView[]> {
    if (item.origin.kind !== "file") return this.#read(item);
    const bytes = await readFile(join(this.#folder(session), item.origin.file));
    const { pixels, arrays } = decodeFrame(new Uint8Array(bytes).buffer);
    return [...pixels, ...arrays.flatMap(({ ids, starts, vertices }) => [ids, starts, vertices])];
  }

  async spill(session: string, item: HubItem & FramePart): Promise<Origin> {
    const folder = this.#folder(session);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = `${randomUUID()}.frame`;
    const temporary = join(folder, `.${file}`);
    const handle = await open(temporary, "wx");
    try {
      await handle.writev(framePieces({ id: 0, sequence: 1 }, [item]));
      await handle.close();
      await rename(temporary, join(folder, file));
    } catch (thrown) {
      await handle.close().catch(() => {}); // it was closed
      await rm(temporary, { force: true });
      throw thrown;
    }
    return { kind: "file", file };
  }

  changed(session: Session): void {
    if (!session.persistent || this.#dirty.has(session)) return;
    this.#dirty.set(
      session,
      setTimeout(() => this.#save(session), gathering),
    );
  }

  /** Forgets a session that was closed. */
  remove(session: Session): void {
    clearTimeout(this.#dirty.get(session));
    this.#dirty.delete(session);
    rmSync(this.#folder(session.name), { recursive: true, force: true });
  }

  /** Writes what has changed. */
  flush(): void {
    for (const [session, timer] of this.#dirty) {
      clearTimeout(timer);
      this.#save(session);
    }
  }

  #save(session: Session): void {
    this.#dirty.delete(session);
    const folder = this.#folder(session.name);
    const items = session.items.flatMap(({ arrays: _arrays, ...item }) =>
      item.origin.kind === "memory" ? [] : [item as Reference],
    );
    const text: SessionRecord = {
      version: streamVersion,
      session: session.name,
      persistent: session.persistent,
      items,
    };
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileAtomic(join(folder, "session.json"), JSON.stringify(text));
      const files = new Set(items.map(({ origin }) => (origin.kind === "file" ? origin.file : "")));
      for (const file of readdirSync(folder)) {
        if (file.endsWith(".frame") && !file.startsWith(".") && !files.has(file)) rmSync(join(folder, file));
      }
    } catch (thrown) {
      process.stderr.write(`the viewer session ${session.name} can't be kept: ${messageOf(thrown)}\n`);
    }
  }

  /** A session's folder: any text names a session. */
  #folder(session: string): string {
    return join(this.#root, createHash("sha256").update(session).digest("hex").slice(0, 24));
  }
}
