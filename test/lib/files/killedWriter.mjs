// Writes planes into a store without end and says which ones are committed; the test kills it. Each plane is filled with one value.
import { writeSync } from "node:fs";
import { openWriter } from "#lib/files/disk/storeWriter.js";
import { openTiles } from "#lib/files/disk/tiles.js";
import { newPlane } from "#lib/image/index.js";

const [root, layoutText, lane, first] = process.argv.slice(2);
const layout = JSON.parse(layoutText);
const writer = await openWriter(root, layout, openTiles());
const together = Math.max(layout.file.t, layout.coarseFile.t);
const plane = newPlane({ dtype: layout.dtype, height: layout.shape.y, width: layout.shape.x });
for (let value = Number(first); ; value++) {
  plane.data.fill(value);
  for (let t = 0; t < layout.shape.t; t++) {
    writer.write({ well: "A01", row: "A", column: "01" }, 1, [t, Number(lane), 0], plane);
    const whole = (t + 1) % together === 0; // a file of several planes is there with the last of them
    if (whole) for (let done = t + 1 - together; done <= t; done++) writeSync(1, `${done} ${value}\n`);
  }
  await new Promise(setImmediate);
}
