import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe } from "@jest/globals";

/** The folder of real plates: TITER_PLATES, else `shared/plates` beside the checkout or above it; undefined when there is none. */
export const realPlates: string | undefined = findPlates();

/** A suite over real plates: skipped with a message where they are absent, a failure in CI. */
export function describeWithPlates(name: string, suite: (plates: string) => void): void {
  if (realPlates !== undefined) {
    const plates = realPlates;
    describe(name, () => suite(plates));
  } else if (process.env.CI === "true") {
    throw new Error(`${name}: the real plates are absent (set TITER_PLATES)`);
  } else {
    process.stderr.write(`SKIPPED ${name}: the real plates are absent (set TITER_PLATES)\n`);
    describe.skip(name, () => suite(""));
  }
}

function findPlates(): string | undefined {
  if (process.env.TITER_PLATES) return process.env.TITER_PLATES;
  for (let folder = dirname(process.cwd()); ; folder = dirname(folder)) {
    const plates = join(folder, "shared", "plates");
    if (existsSync(join(plates, "README.md"))) return plates;
    if (folder === dirname(folder)) return undefined;
  }
}
