import { randomUUID } from "node:crypto";
import type { PlaneHistory } from "../compile/index.ts";
import { planeBundle } from "../display/index.ts";
import { TiterError } from "../errors.ts";
import type { BoundFunction, TiterFunction } from "../functions/define.ts";
import type { ItemOptions } from "../functions/item.ts";
import {
  add,
  divide,
  dividePlanes,
  multiply,
  multiplyPlanes,
  subtract,
  subtractPlanes,
  sumProjection,
} from "../functions/library/index.ts";
import type { Parameters, Values } from "../functions/parameters.ts";
import type { Pixels } from "../image/dtype.ts";
import type { Plane, PlaneHeader } from "../image/plane.ts";
import { displayHost, type MimeBundle } from "../protocol/display.ts";
import { callInEngine } from "./call/callInEngine.ts";
import { Shown } from "./shown.ts";

/**
 * One plane of a plate or of a result, with a title; shows itself in a notebook. Its memory belongs to whoever holds it.
 *
 * Registered functions make new images of it, in the engine; this one never changes.
 *
 * @example
 * ```ts
 * const image = plate.image({ well: "B03", site: 1, channel: 1 });
 * const spots = await (await image.apply(gaussianBlur, { sigma: 1 })).subtract(await image.apply(gaussianBlur, { sigma: 4 }));
 * spots.show();
 * ```
 */
export class PlaneImage extends Shown {
  readonly title: string;
  readonly plane: Plane;
  /** How a result came about; undefined for a plane of the plate. */
  readonly history: PlaneHistory | undefined;

  constructor(plane: Plane, title: string, history?: PlaneHistory) {
    super();
    this.history = history;
    this.plane = plane;
    this.title = title;
  }

  /** `height * width` pixels, row by row (axes y, x). */
  get data(): Pixels {
    return this.plane.data;
  }

  get header(): PlaneHeader {
    const { dtype, height, width, spacing } = this.plane;
    return { dtype, height, width, ...(spacing === undefined ? {} : { spacing }) };
  }

  /**
   * The image that a registered function makes of this one, computed in the engine.
   *
   * @param given - parameters, on top of those that the function is bound to
   * @throws TiterError `UNKNOWN_PARAMETER`, `BAD_PARAMETER`, `NEEDS_PIPELINE`, and what the function throws
   */
  async apply<P extends Parameters>(
    func: TiterFunction<P>,
    given: Partial<Values<P>> & ItemOptions = {},
  ): Promise<PlaneImage> {
    const bound = func.with(given);
    return this.#made(bound, [this.plane], `${nameOf(bound)} of ${this.title}`);
  }

  /** The sum with a number or with another image, pixel by pixel; the dtype stays, integers stop at their highest value. */
  add(other: number | PlaneImage): Promise<PlaneImage> {
    return this.#combined("+", other, (value) => add.with({ value }), sumProjection);
  }

  /** The difference; the dtype stays, unsigned integers stop at 0. */
  subtract(other: number | PlaneImage): Promise<PlaneImage> {
    return this.#combined("-", other, (value) => subtract.with({ value }), subtractPlanes);
  }

  /** The product; the dtype stays, integers stop at their highest value. */
  multiply(other: number | PlaneImage): Promise<PlaneImage> {
    return this.#combined("*", other, (value) => multiply.with({ value }), multiplyPlanes);
  }

  /** The quotient; of two images as float32. */
  divide(other: number | PlaneImage): Promise<PlaneImage> {
    return this.#combined("/", other, (value) => divide.with({ value }), dividePlanes);
  }

  /** Shows the image in the cell that runs now. Throws `NO_NOTEBOOK` elsewhere. */
  show(): void {
    const host = displayHost();
    if (!host) {
      throw new TiterError("NO_NOTEBOOK", {
        what: "an image can be shown only in a notebook",
        todo: "Run this in a notebook, or write the image to a file.",
      });
    }
    host.display(this.bundle(), { id: randomUUID(), update: false });
  }

  override toString(): string {
    return `${this.title}: ${this.plane.width} x ${this.plane.height} ${this.plane.dtype}`;
  }

  override bundle(): MimeBundle {
    return planeBundle(this.plane, this.title);
  }

  #combined(
    sign: string,
    other: number | PlaneImage,
    withNumber: (value: number) => BoundFunction,
    withPlane: BoundFunction,
  ): Promise<PlaneImage> {
    if (typeof other === "number") return this.#made(withNumber(other), [this.plane], `${this.title} ${sign} ${other}`);
    this.#checkAlike(other);
    return this.#made(withPlane, [this.plane, other.plane], `(${this.title}) ${sign} (${other.title})`);
  }

  async #made(bound: BoundFunction, planes: readonly Plane[], title: string): Promise<PlaneImage> {
    const { planes: results } = await callInEngine(bound, planes);
    return new PlaneImage(results[0]!, title); // every contract gives at least one plane
  }

  #checkAlike(other: PlaneImage): void {
    const [mine, theirs] = [this.plane, other.plane].map(({ dtype, height, width }) => `${width} x ${height} ${dtype}`);
    if (mine === theirs) return;
    throw new TiterError("IMAGES_DIFFER", {
      what: `${this.title} is ${mine}, and ${other.title} is ${theirs}`,
      todo: "Combine images of one size and pixel type; convertDtype changes the type.",
    });
  }
}

/** A function with the parameters that differ from their defaults. */
function nameOf({ declaration, given }: BoundFunction): string {
  const set = Object.entries(given).filter(([name, value]) => value !== declaration.parameters[name]?.default);
  const values = set.map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return `${declaration.id.replace(/^titer\./, "")}(${values.join(", ")})`;
}
