// Writes planes into a store without end; the test kills it. Each plane is filled with one value.
import { openWriter } from "#lib/files/disk/storeWriter.js";
import { openTiles } from "#lib/files/disk/tiles.js";
import { newPlane } from "#lib/image/index.js";

const [root, layoutText, lane] = process.argv.slice(2);
const layout = JSON.parse(layoutText);
const writer = await openWriter(root, layout, openTiles());
const plane = newPlane({ dtype: layout.dtype, height: layout.shape.y, width: layout.shape.x });
for (let round = 1; ; round++) {
  for (let t = 0; t < layout.shape.t; t++) {
    plane.data.fill(round * 10 + Number(lane));
    writer.write({ well: "A01", row: "A", column: "01" }, 1, [t, Number(lane), 0], plane);
  }
  if (round === 1) process.stdout.write("written once");
}
