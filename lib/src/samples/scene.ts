import { Random } from "./random.ts";

/** A cell: an ellipsoid with a bright, flat middle. Lengths in pixels of the well's mosaic. */
export interface Cell {
  readonly y: number;
  readonly x: number;
  /** Sharp in this plane, counted from 1; may lie between planes. */
  readonly z: number;
  /** Half axes. */
  readonly a: number;
  readonly b: number;
  /** Direction of the half axis `a`. */
  readonly cos: number;
  readonly sin: number;
  /** Peak intensity per channel; 0 where the cell is not stained. */
  readonly peaks: readonly number[];
}

/** Where the stage was told to go, and where it went: top left corner in pixels of the well's mosaic. */
export interface Tile {
  readonly site: number;
  readonly nominal: { readonly y: number; readonly x: number };
  readonly actual: { readonly y: number; readonly x: number };
}

/** What is asked of a scene. */
export interface SceneOptions {
  readonly sites: number;
  readonly channels: number;
  readonly z: number;
  /** Height and width of a site in pixels. */
  readonly size: number;
  /** Share of a site that it has in common with its neighbour, 0 to 0.5. */
  readonly overlap: number;
  readonly seed: number;
}

/** The largest error of the stage in pixels. */
const stageError = 2;

/** Rows and columns of `sites` tiles, as square as their number allows. */
export function tileGrid(sites: number): { readonly rows: number; readonly columns: number } {
  let rows = 1;
  for (let n = 2; n * n <= sites; n++) if (sites % n === 0) rows = n;
  return { rows, columns: sites / rows };
}

/** The tiles of a well, row by row, sites counted from 1. */
export function makeTiles({ sites, size, overlap, seed }: SceneOptions, well: number): Tile[] {
  const random = new Random(seed, well, 1);
  const { columns } = tileGrid(sites);
  const step = Math.round(size * (1 - overlap));
  return Array.from({ length: sites }, (_, i) => {
    const nominal = { y: Math.floor(i / columns) * step, x: (i % columns) * step };
    const error = () => random.whole(-stageError, stageError);
    return { site: i + 1, nominal, actual: { y: nominal.y + error(), x: nominal.x + error() } };
  });
}

/** The cells of a well: about one per 25,000 pixels, none on top of another; 95 in 100 are stained in any further channel. */
export function makeCells({ sites, channels, z, size, overlap, seed }: SceneOptions, well: number): Cell[] {
  const random = new Random(seed, well, 2);
  const { rows, columns } = tileGrid(sites);
  const step = Math.round(size * (1 - overlap));
  const height = (rows - 1) * step + size;
  const width = (columns - 1) * step + size;
  const wanted = Math.max(1, Math.round((height * width) / 25_000));
  const cells: Cell[] = [];
  for (let attempt = 0; cells.length < wanted && attempt < wanted * 20; attempt++) {
    const cell = makeCell(random, height, width, channels, z);
    const free = cells.every((other) => {
      const y = other.y - cell.y;
      const x = other.x - cell.x;
      const apart = other.a + cell.a + 2;
      return y * y + x * x > apart * apart;
    });
    if (free) cells.push(cell);
  }
  return cells;
}

function makeCell(random: Random, height: number, width: number, channels: number, z: number): Cell {
  const a = random.between(8, 14);
  const slope = random.between(-1, 1); // tangent of half the angle: gives a direction without trigonometry
  const brightness = random.between(0.6, 1.4);
  return {
    y: random.between(0, height),
    x: random.between(0, width),
    z: random.between(1, Math.max(1, z)),
    a,
    b: a * random.between(0.65, 1),
    cos: (1 - slope * slope) / (1 + slope * slope),
    sin: (2 * slope) / (1 + slope * slope),
    peaks: Array.from({ length: channels }, (_, channel) => {
      const stained = random.between(0, 1) < 0.95 || channel === 0;
      const peak = channel === 0 ? 9000 : 3000 + (1500 * channel) / channels;
      return stained ? peak * brightness * random.between(0.85, 1.15) : 0;
    }),
  };
}
