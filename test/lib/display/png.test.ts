import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { encodePng } from "#lib/display/png.js";

const python = `${process.cwd()}/.titer/venv/bin/python`;
const present = existsSync(python) || process.env.CI === "true";

describe("encodePng", () => {
  (present ? test : test.skip)("is read by Pillow pixel for pixel (needs .titer/venv, made by npm start)", () => {
    const [height, width] = [37, 53];
    const pixels = Uint8Array.from({ length: height * width }, (_, i) => (i * i * 31 + 7 * i) % 256);
    const program =
      "import sys, io; from PIL import Image; im = Image.open(io.BytesIO(sys.stdin.buffer.read())); im.load(); print(im.mode, *im.size, im.tobytes().hex())";
    const answer = execFileSync(python, ["-c", program], { input: encodePng(pixels, height, width) });
    expect(answer.toString().trim()).toBe(`L 53 37 ${Buffer.from(pixels).toString("hex")}`);
  });
});
