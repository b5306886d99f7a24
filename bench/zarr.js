/**
 * Writing a well of 9 sites x 3 channels x 5 z of 2048 x 2048 uint16 (1.1 GB), reading it back and reading one tile of it, against
 * tensorstore and zarr-python with the same chunks and packing; then a site of it with the other packings, and in all layouts. Everybody
 * may use all processors. Ours also waits until the planes are on the disk; the others do not. `--write-docs` puts the tables into
 * `docs/stores.md`.
 */
import { readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createStore, openWriter } from "../lib/dist/files/disk/storeWriter.js";
import { Tiles } from "../lib/dist/files/disk/tiles.js";
import { ZarrReader } from "../lib/dist/files/disk/zarrReader.js";
import { chosenLayout } from "../lib/dist/files/zarr/options.js";
import { openMachine } from "../lib/dist/functions/native/index.js";
import { newPlane } from "../lib/dist/image/index.js";
import { inRoot } from "../setup/paths.js";
import { converse } from "./tools/conversation.js";
import { inBench, peerPython } from "./tools/peers.js";
import { median, spread } from "./tools/spread.js";

const well = { well: "A01", row: "A", column: "01" };
const shape = { t: 1, c: 3, z: 5, y: 2048, x: 2048 };

/** @typedef {import("../lib/dist/files/zarr/options.js").StoreOptions} StoreOptions */

/** @type {Readonly<Record<string, StoreOptions>>} */
const codecs = {
  none: { compressor: "none" },
  "blosc lz4": { compressor: "blosc" },
  "blosc zstd": { compressor: "blosc", bloscCodec: "zstd" },
  zstd: { compressor: "zstd" },
  zlib: { compressor: "zlib" },
};

/** @type {Readonly<Record<string, StoreOptions>>} */
const layouts = {
  "plane shards of 256²": {},
  "a chunk per plane": { chunkStrategy: "custom" },
  "a chunk per site": { chunkStrategy: "single" },
  "chunks of 256²": { chunkStrategy: "custom", chunk: { y: 256, x: 256 } },
  "chunks of 64²": { chunkStrategy: "custom", chunk: { y: 64, x: 64 } },
};

const engines = ["tensorstore", "zarr-python"];
const usual = "plane shards of 256²";

/** What is compared: the well in the usual layout, a site of it with the other codecs, and in all layouts. */
const cases = [
  ...["none", "blosc lz4"].map((codec) => ({ codec, layout: usual, sites: 9 })),
  ...["blosc zstd", "zstd", "zlib"].map((codec) => ({ codec, layout: usual, sites: 1 })),
  ...Object.keys(layouts).map((layout) => ({ codec: "blosc lz4", layout, sites: 1 })),
];

const tasks = /** @type {const} */ (["write", "read", "tile"]);

/** @typedef {import("../setup/bench.js").Comparison & { task: string, codec: string, layout: string, sites: number }} StoreRow */

/** @type {import("../setup/bench.js").Suite} */
export async function run({ runs = 3 }) {
  const python = await peerPython("images");
  const peers = converse(python, [inRoot("bench", "peers", "stores.py"), inBench("stores")]);
  try {
    console.error(`  ${JSON.stringify(await peers.answer())}`);
    const ours = new Ours(inBench("stores", "ours.zarr"), inBench("stores", "plane.u16"));
    /** @type {StoreRow[]} */
    const rows = [];
    for (const { codec, layout, sites } of cases) {
      const options = { ...codecs[codec], ...layouts[layout] };
      for (const engine of engines) {
        const empty = () => ({ our: /** @type {number[]} */ ([]), their: /** @type {number[]} */ ([]) });
        const times = { write: empty(), read: empty(), tile: empty() };
        for (let round = 0; round < runs; round++) {
          for (const task of tasks) {
            const { our, their } = times[task];
            our.push(await ours[task](options, sites));
            their.push((await peers.ask({ task, engine, codec, layout, sites })).ms);
          }
        }
        for (const task of tasks) {
          const { our, their } = times[task];
          const name = `${task} ${task === "tile" ? "" : sites === 9 ? "a well, " : "a site, "}${codec}, ${layout}`;
          console.error(`  ${name}: ours ${spread(our, "ms")}, ${engine} ${spread(their, "ms")}`);
          const [a, b] = [median(our), median(their)];
          rows.push({ name, peer: engine, ours: a, theirs: b, unit: "ms", ratio: b / a, task, codec, layout, sites });
        }
      }
    }
    return rows;
  } finally {
    peers.end();
    rmSync(inBench("stores"), { recursive: true, force: true });
  }
}

/**
 * The tables of `docs/stores.md`, by their names there.
 *
 * @param {StoreRow[]} rows
 * @returns {{ file: string, tables: Readonly<Record<string, string>> }}
 */
export function document(rows) {
  const median = (/** @type {Partial<StoreRow>} */ wanted, /** @type {"ours" | "theirs"} */ whose) => {
    const found = rows.filter((row) =>
      Object.entries(wanted).every(([key, value]) => row[/** @type {keyof StoreRow} */ (key)] === value),
    );
    const value = found.reduce((sum, row) => sum + row[whose], 0) / found.length; // ours was measured beside each peer
    return value < 10 ? value.toFixed(1) : value.toFixed(0);
  };
  const line = (/** @type {Partial<StoreRow>} */ wanted) => [
    median(wanted, "ours"),
    ...engines.map((peer) => median({ ...wanted, peer }, "theirs")),
  ];
  const of = (/** @type {string} */ codec, /** @type {string} */ layout, /** @type {number} */ sites) =>
    tasks.map((task) => [
      `${task === "tile" ? "one tile" : task}, ${codec}, ${layout}`,
      ...line({ task, codec, layout, sites }),
    ]);
  const table = (/** @type {string} */ first, /** @type {string[][]} */ lines) =>
    markdown([[first, "ours", ...engines], ...lines]);
  const site = Object.keys(layouts).flatMap((layout) => of("blosc lz4", layout, 1));
  const packings = ["blosc zstd", "zstd", "zlib"].flatMap((codec) => of(codec, usual, 1));
  const well = ["none", "blosc lz4"].flatMap((codec) => of(codec, usual, 9));
  return {
    file: "docs/stores.md",
    tables: {
      layouts: table("a site, ms", site),
      packings: table("a site, ms", packings),
      well: table("a well, ms", well),
    },
  };
}

/** A table with its columns in line, as the formatter wants it. @param {string[][]} lines */
function markdown(lines) {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const [head = "", ...rows] = lines.map(
    (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows].join("\n");
}

/** The same work as in `peers/stores.py`. Each answers its milliseconds. */
class Ours {
  #tiles = new Tiles(openMachine({ threads: availableParallelism() }).machine);
  #plane = newPlane({ dtype: "uint16", height: 2048, width: 2048 });
  #root;
  #pixels;

  /** @param {string} root @param {string} pixels */
  constructor(root, pixels) {
    this.#root = root;
    this.#pixels = new Uint16Array(new Uint8Array(readFileSync(pixels)).buffer);
  }

  /** @param {StoreOptions} options @param {number} count */
  async write(options, count) {
    rmSync(this.#root, { recursive: true, force: true });
    this.#plane.data.set(this.#pixels);
    const start = performance.now();
    const sites = Array.from({ length: count }, (_, i) => i + 1);
    const channels = [1, 2, 3].map((id) => ({ id, name: `C${id}` }));
    const chosen = chosenLayout(options, shape, "uint16");
    const facts = { levels: 1, sites, channels, pixelSizeUm: 0.65, positions: [] };
    /** @type {import("../lib/dist/files/zarr/layout.js").StoreLayout} */
    const layout = { ...chosen, dtype: "uint16", shape, ...facts };
    createStore(this.#root, layout, [well], "bench");
    const writer = await openWriter(this.#root, layout, this.#tiles);
    for (const site of sites) {
      for (let c = 0; c < 3; c++) for (let z = 0; z < 5; z++) writer.write(well, site, [0, c, z], this.#plane);
    }
    await writer.sync();
    return performance.now() - start;
  }

  /** @param {StoreOptions} _options @param {number} sites */
  read(_options, sites) {
    this.#plane.data.fill(0);
    const start = performance.now();
    const reader = new ZarrReader(this.#tiles);
    for (let site = 0; site < sites; site++) {
      for (let page = 0; page < 15; page++) reader.read(this.#array(site), page, this.#plane);
    }
    const took = performance.now() - start;
    if (this.#plane.data.some((pixel, i) => pixel !== this.#pixels[i])) throw new Error("other pixels");
    return took;
  }

  tile() {
    const into = newPlane({ dtype: "uint16", height: 256, width: 256 });
    const start = performance.now();
    new ZarrReader(this.#tiles).read(this.#array(0), 7, into, { top: 512, left: 1024 });
    const took = performance.now() - start;
    if (into.data[0] !== this.#pixels[512 * 2048 + 1024]) throw new Error("other pixels");
    return took;
  }

  /** @param {number} site */
  #array(site) {
    return join(this.#root, "A", "01", String(site), "0");
  }
}
