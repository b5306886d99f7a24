import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { python } from "../python.js";
import { describeWithPlates } from "../realPlates.js";

const folder = mkdtempSync(join(tmpdir(), "titer-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["lib/bin/titer.js", "read", ...args], {
    encoding: "utf8",
  });
  return { answer: status === 0 ? JSON.parse(stdout) : undefined, stderr, status };
};

// the answers are those of the plates' README
describeWithPlates("titer read", (plates) => {
  test("prints type, shape and checksum of the first plane when nothing is chosen", () => {
    const { answer } = read(join(plates, "ix_faim_9987_3420"));
    expect(answer).toMatchObject({ dtype: "uint16", shape: [256, 256] });
    expect(answer.sha256.slice(0, 16)).toBe("6cadddfa84a366da");
  });

  test.each([
    [["--z", "2"], 56483932],
    [["--projection"], 60919939],
  ])("writes the chosen plane for NumPy: %j", async (choice, sum) => {
    const out = join(folder, "plane.npy");
    const plate = join(plates, "ix_faim_9987_3433");
    const { answer } = read(plate, "--well", "B03", "--site", "1", "--channel", "FITC", ...choice, "--out", out);
    const script = `import sys, json, hashlib, numpy as np
a = np.load(sys.stdin.read())
print(json.dumps([str(a.dtype), list(a.shape), hashlib.sha256(a.tobytes()).hexdigest(), int(a.sum())]))`;
    expect(await python(script, out)).toEqual([answer.dtype, answer.shape, answer.sha256, sum]);
  });

  test("never writes into the plate", () => {
    const plate = join(plates, "ix_faim_9987_3420");
    const { stderr, status } = read(plate, "--out", join(plate, "plane.npy"));
    expect(status).toBe(1);
    expect(stderr).toContain("OUTPUT_INSIDE_PLATE");
    expect(existsSync(join(plate, "plane.npy"))).toBe(false);
  });

  test("lists what there is when a plane does not exist", () => {
    const { stderr, status } = read(join(plates, "ix_faim_9987_3433"), "--z", "4");
    expect(status).toBe(1);
    expect(stderr).toContain("Choose from: 1, 2, 3.");
  });
});
