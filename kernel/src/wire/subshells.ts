import { randomUUID } from "node:crypto";
import { TiterError } from "titer/errors";
import { stringField } from "../messages/fields.ts";
import type { Content } from "../messages/message.ts";

/** The subshells that clients have made (JEP 91). Kept by the socket thread, which answers while a cell blocks. */
export class Subshells {
  readonly #ids = new Set<string>();

  /** Content of `create_subshell_reply`. */
  create(): Content {
    const id = randomUUID();
    this.#ids.add(id);
    return { status: "ok", subshell_id: id };
  }

  /** The id of the subshell that a `delete_subshell_request` removes; throws `UNKNOWN_SUBSHELL` or `BAD_MESSAGE`. */
  delete(content: Content): string {
    const id = stringField(content, "subshell_id");
    this.check(id);
    this.#ids.delete(id);
    return id;
  }

  /** Content of `list_subshell_reply`. */
  list(): Content {
    return { status: "ok", subshell_id: [...this.#ids] };
  }

  /** Throws `UNKNOWN_SUBSHELL` for one that is not there; undefined and null are the main shell. */
  check(id: unknown): void {
    if (id === undefined || id === null || this.#ids.has(String(id))) return;
    throw new TiterError("UNKNOWN_SUBSHELL", {
      what: `there is no subshell ${JSON.stringify(id)}`,
      todo: "Create one with create_subshell_request; a restart removes all.",
    });
  }
}
