import { wellName } from "../microscopes/wells.ts";
import type { Tile } from "./scene.ts";

/** A plate that is being made: what its files and metadata need. */
export interface PlatePlan {
  readonly name: string;
  readonly wells: readonly { readonly row: number; readonly column: number; readonly tiles: readonly Tile[] }[];
  readonly plateRows: number;
  readonly plateColumns: number;
  readonly grid: { readonly rows: number; readonly columns: number };
  readonly channels: number;
  readonly z: number;
  readonly size: number;
}

/** One plane of it: well by index, tile, channel and z from 1. */
export interface PlannedPlane {
  readonly well: PlatePlan["wells"][number];
  readonly tile: Tile;
  readonly channel: number;
  readonly z: number;
}

/** How a format names images and what it writes besides. */
export interface PlateFormat {
  imagePath(plan: PlatePlan, plane: PlannedPlane): string;
  /** Tag 270 of an image. */
  description?(plan: PlatePlan, plane: PlannedPlane): string;
  /** Metadata files by path. */
  documents(plan: PlatePlan): ReadonlyMap<string, string>;
}

/** Micrometres per pixel of synthetic plates, and the distances of planes and wells in micrometres. */
export const pixelSizeUm = 0.65;
const zStepUm = 2;
const wellPitchUm = 9000;

/** Stains of the channels: name, emission in nanometres. */
const stains = [
  ["DAPI", 452],
  ["FITC", 520],
  ["TRITC", 580],
  ["Cy5", 670],
] as const;

function stain(channel: number): readonly [name: string, wavelength: number] {
  return stains[channel - 1] ?? [`Channel ${channel}`, 500 + channel];
}

/** Centre of a tile relative to its well's centre in micrometres, y down, as the stage was told. */
function nominalCentre(plan: PlatePlan, tile: Tile): { readonly y: number; readonly x: number } {
  const last = plan.wells[0]?.tiles.at(-1)?.nominal ?? { y: 0, x: 0 };
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    y: round((tile.nominal.y - last.y / 2) * pixelSizeUm),
    x: round((tile.nominal.x - last.x / 2) * pixelSizeUm),
  };
}

const bool = (value: boolean) => (value ? "TRUE" : "FALSE");

/** As MetaXpress exports: HTD files, folders for time points and z steps, MetaSeries data in each image. */
export const imageXpressFormat: PlateFormat = {
  imagePath: (plan, { well, tile, channel, z }) => {
    const folder = plan.z > 1 ? `TimePoint_1/ZStep_${z}` : "TimePoint_1";
    return `${folder}/${plan.name}_${wellName(well.row, well.column)}_s${tile.site}_w${channel}.TIF`;
  },
  description: (plan, { well, tile, channel, z }) => {
    const centre = nominalCentre(plan, tile);
    const [name, wavelength] = stain(channel);
    const props: [id: string, type: string, value: string | number][] = [
      ["spatial-calibration-state", "bool", "on"],
      ["spatial-calibration-x", "float", pixelSizeUm],
      ["spatial-calibration-y", "float", pixelSizeUm],
      ["spatial-calibration-units", "string", "um"],
      ["image-name", "string", name],
      ["stage-position-x", "float", 14380 + (well.column - 1) * wellPitchUm + centre.x],
      ["stage-position-y", "float", 11240 + (well.row - 1) * wellPitchUm + centre.y],
      ["stage-label", "string", `${wellName(well.row, well.column)} : Site ${tile.site}`],
      ["z-position", "float", 9000 + (z - 1) * zStepUm],
      ["wavelength", "float", wavelength],
    ];
    const lines = props.map(([id, type, value]) => `<prop id="${id}" type="${type}" value="${value}"/>`);
    return ["<MetaData>", "<PlaneInfo>", ...lines, "</PlaneInfo>", "</MetaData>"].join("\r\n");
  },
  documents: (plan) => {
    const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
    const selected = (row: number) =>
      numbers(plan.plateColumns).map((column) =>
        bool(plan.wells.some((well) => well.row === row && well.column === column)),
      );
    const lines = [
      '"HTSInfoFile", Version 1.0',
      '"Description", "synthetic plate of Titer"',
      '"PlateType", 6',
      '"TimePoints", 1',
      `"ZSeries", ${bool(plan.z > 1)}`,
      `"ZSteps", ${plan.z}`,
      '"ZProjection", FALSE',
      `"XWells", ${plan.plateColumns}`,
      `"YWells", ${plan.plateRows}`,
      ...numbers(plan.plateRows).map((row) => `"WellsSelection${row}", ${selected(row).join(", ")}`),
      '"Sites", TRUE',
      `"XSites", ${plan.grid.columns}`,
      `"YSites", ${plan.grid.rows}`,
      ...numbers(plan.grid.rows).map(
        (row) =>
          `"SiteSelection${row}", ${numbers(plan.grid.columns)
            .map(() => "TRUE")
            .join(", ")}`,
      ),
      '"Waves", TRUE',
      `"NWavelengths", ${plan.channels}`,
      ...numbers(plan.channels).map((channel) => `"WaveName${channel}", "${stain(channel)[0]}"`),
      ...numbers(plan.channels).map((channel) => `"WaveCollect${channel}", 1`),
      '"EndFile"',
    ];
    const htd = `${lines.join("\r\n")}\r\n`;
    return new Map([
      [`${plan.name}.HTD`, htd],
      [`TimePoint_1/${plan.name}.HTD`, htd],
    ]);
  },
};

const two = (value: number) => String(value).padStart(2, "0");

/** As Harmony exports: `Images/Index.idx.xml` of version 5, with a byte order mark, positions in metres and y up. */
export const operaPhenixFormat: PlateFormat = {
  imagePath: (_, plane) => `Images/${phenixName(plane)}`,
  documents: (plan) => {
    const images = plan.wells.flatMap((well) =>
      well.tiles.flatMap((tile) =>
        Array.from({ length: plan.z * plan.channels }, (_, i) =>
          phenixImage(plan, { well, tile, z: Math.floor(i / plan.channels) + 1, channel: (i % plan.channels) + 1 }),
        ),
      ),
    );
    const xml = `\ufeff<?xml version="1.0" encoding="utf-8"?>
<EvaluationInputData Version="1" xmlns="http://www.perkinelmer.com/PEHH/HarmonyV5">
  <User>Titer</User>
  <InstrumentType>Phenix</InstrumentType>
  <Plates>
    <Plate>
      <PlateID>${xmlText(plan.name)}</PlateID>
      <Name>${xmlText(plan.name)}</Name>
      <PlateRows>${plan.plateRows}</PlateRows>
      <PlateColumns>${plan.plateColumns}</PlateColumns>
${plan.wells.map((well) => `      <Well id="${two(well.row)}${two(well.column)}" />`).join("\n")}
    </Plate>
  </Plates>
  <Images>
${images.join("\n")}
  </Images>
</EvaluationInputData>
`;
    return new Map([["Images/Index.idx.xml", xml]]);
  },
};

function phenixName({ well, tile, channel, z }: PlannedPlane): string {
  return `r${two(well.row)}c${two(well.column)}f${two(tile.site)}p${two(z)}-ch${channel}sk1fk1fl1.tiff`;
}

function phenixImage(plan: PlatePlan, plane: PlannedPlane): string {
  const { well, tile, channel, z } = plane;
  const centre = nominalCentre(plan, tile);
  const [name, wavelength] = stain(channel);
  const values: [name: string, value: string | number, unit?: string][] = [
    ["id", `${two(well.row)}${two(well.column)}K1F${tile.site}P${z}R${channel}`],
    ["State", "Ok"],
    ["URL", phenixName(plane)],
    ["Row", well.row],
    ["Col", well.column],
    ["FieldID", tile.site],
    ["PlaneID", z],
    ["TimepointID", 0],
    ["ChannelID", channel],
    ["FlimID", 1],
    ["ChannelName", name],
    ["ImageResolutionX", `${pixelSizeUm}E-06`, "m"],
    ["ImageResolutionY", `${pixelSizeUm}E-06`, "m"],
    ["ImageSizeX", plan.size],
    ["ImageSizeY", plan.size],
    ["PositionX", `${centre.x}E-06`, "m"],
    ["PositionY", `${-centre.y}E-06`, "m"],
    ["PositionZ", `${(z - 1) * zStepUm}E-06`, "m"],
    ["MainEmissionWavelength", wavelength, "nm"],
  ];
  const lines = values.map(([tag, value, unit]) => `      <${tag}${unit ? ` Unit="${unit}"` : ""}>${value}</${tag}>`);
  return ['    <Image Version="1">', ...lines, "    </Image>"].join("\n");
}

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
