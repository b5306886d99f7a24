import { TiterError } from "../../errors.ts";
import type { SessionFacts } from "../messages.ts";
import { Session, type SessionKeeper } from "./session.ts";

/** The sessions of a hub by name. */
export class Sessions {
  readonly #byName = new Map<string, Session>();
  readonly #keeper: SessionKeeper;
  readonly #ended: (session: Session) => void;

  /** @param ended - called when a session is closed for good. */
  constructor(keeper: SessionKeeper, ended: (session: Session) => void) {
    this.#keeper = keeper;
    this.#ended = ended;
  }

  get facts(): SessionFacts[] {
    return [...this.#byName.values()].map((session) => session.facts);
  }

  /** The session of that name, made when there is none: a viewer may open before anything is streamed, and the other way round. */
  named(name: string): Session {
    const session = this.#byName.get(name) ?? new Session(name, this.#keeper);
    this.#byName.set(name, session);
    return session;
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** Ends a session at once, or when its viewers have closed it. Throws `UNKNOWN_SESSION`. */
  end(name: string, how: "quit" | "force"): void {
    const session = this.#byName.get(name);
    if (!session) {
      throw new TiterError("UNKNOWN_SESSION", {
        what: `there is no viewer session "${name}"`,
        todo: `Sessions: ${[...this.#byName.keys()].join(", ") || "none"}.`,
      });
    }
    const waits = session.quit();
    if (how === "force" || !waits) this.#remove(session);
  }

  /** Forgets sessions that were asked to close and have no viewer any more. */
  sweep(): void {
    for (const session of this.#byName.values()) if (session.hasQuit) this.#remove(session);
  }

  #remove(session: Session): void {
    this.#byName.delete(session.name);
    this.#ended(session);
  }
}
