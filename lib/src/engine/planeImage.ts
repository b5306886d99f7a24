import type { PlaneHistory } from "../compile/index.ts";
import { planeBundle } from "../display/index.ts";
import type { Pixels } from "../image/dtype.ts";
import type { Plane, PlaneHeader } from "../image/plane.ts";
import type { MimeBundle } from "../protocol/display.ts";
import { Shown } from "./shown.ts";

/** One plane of a plate or of a result, with a title; shows itself in a notebook. Its memory belongs to whoever holds it. */
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

  override toString(): string {
    return `${this.title}: ${this.plane.width} x ${this.plane.height} ${this.plane.dtype}`;
  }

  override bundle(): MimeBundle {
    return planeBundle(this.plane, this.title);
  }
}
