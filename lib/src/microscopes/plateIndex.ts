import type { PlaneId } from "../components/components.ts";
import type { ErrorData } from "../errors.ts";
import type { Dtype } from "../image/dtype.ts";

/** A channel as the microscope names it. */
export interface Channel {
  readonly id: number;
  readonly name: string;
  /** Six hex digits for display, when the files say. */
  readonly color?: string;
  /** Peak wavelengths in nanometres, and the exposure time in seconds, when the files say. */
  readonly excitationNm?: number;
  readonly emissionNm?: number;
  readonly exposureSeconds?: number;
}

/** Where the pixels of a plane lie. */
export interface PlaneFile {
  readonly id: PlaneId;
  /** Path relative to the plate, with `/`. */
  readonly path: string;
  /** Page inside a multi-page file, from 0. */
  readonly page: number;
}

/**
 * Centre of a site in micrometres, y down and x right, relative to the well's centre (ImageXpress: to the common centre of the
 * sites, because its files give the stage only).
 */
export interface SitePosition {
  readonly site: number;
  readonly y: number;
  readonly x: number;
}

/** The planes of one well, in the order site, channel, z, timepoint. */
export interface WellIndex {
  /** As the format writes it: `A01` for ImageXpress, `r01c01` becomes `A01` as well. */
  readonly well: string;
  readonly planes: readonly PlaneFile[];
  /** Projections that the instrument made itself: never part of the z stack. */
  readonly projections: readonly PlaneFile[];
}

/** Everything about a plate except its pixels; plain data. */
export interface PlateIndex {
  readonly format: "imagexpress" | "operaphenix" | (string & {});
  /** Absolute path of the plate's folder. */
  readonly path: string;
  readonly name: string;
  readonly wells: readonly WellIndex[];
  readonly sites: readonly number[];
  readonly channels: readonly Channel[];
  readonly zPlanes: readonly number[];
  readonly timepoints: readonly number[];
  readonly shape: { readonly y: number; readonly x: number };
  readonly dtype: Dtype;
  /** Micrometres per pixel; null when no file says. */
  readonly pixelSizeUm: number | null;
  /** Micrometres between z planes; absent when there is one plane or no file says. */
  readonly zStepUm?: number;
  /** Seconds between time points; absent when there is one or no file says. */
  readonly timeStepSeconds?: number;
  readonly positions: readonly SitePosition[];
  /** Rows and columns of the sites in a well; null when they form no grid. */
  readonly grid: { readonly rows: number; readonly columns: number } | null;
  /**
   * Planes that should be there and are not: every channel is expected in all wells, sites and timepoints, with the z planes in
   * which that channel was seen anywhere; and whatever the plate's own index lists.
   */
  readonly missing: readonly ({ readonly well: string } & PlaneId)[];
  /** Sub-directories of a plate of OpenHCS, of which one is open; other formats have none. */
  readonly subDirectories?: readonly string[];
  readonly problems: readonly (Pick<ErrorData, "code"> & { readonly path: string; readonly message: string })[];
}
