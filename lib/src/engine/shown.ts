import { type Displayable, displaySymbol, type MimeBundle } from "../protocol/display.ts";

abstract class SelfShowing {
  abstract bundle(): MimeBundle;

  [displaySymbol](): MimeBundle {
    return this.bundle();
  }
}

/** A value that shows itself by a bundle. */
export interface ShownValue extends Displayable {
  bundle(): MimeBundle;
}

/** Base of values that show themselves in a notebook by what their `bundle()` gives. */
export const Shown: abstract new () => ShownValue = SelfShowing;
