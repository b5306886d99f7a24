import { expect, test } from "@jest/globals";
import { compile } from "#lib/compile/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { layerOf } from "#lib/stream/layers.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01", "B02"], sites: 2, channels: 2 });

type Settings = Readonly<Record<string, unknown>>;

/** The viewers that a step streams to, and the layer of a plane of well B02 in the first. */
async function streams(configs: { readonly napari?: Settings; readonly fiji?: Settings }) {
  const step = new FunctionStep({
    name: "my step",
    func: idle("PURE_2D"),
    ...(configs.napari && { napariStreamingConfig: { enabled: true, ...configs.napari } }),
    ...(configs.fiji && { fijiStreamingConfig: { enabled: true, ...configs.fiji } }),
  });
  const { steps } = await compile([step], plate);
  const [first] = steps[0]?.streams ?? [];
  const id = { site: 2, channel: 1, z: 1, timepoint: 1 };
  return {
    all: steps[0]?.streams ?? [],
    first,
    layer: first && layerOf(first, { index: 0, name: "my step" }, "B02", id, "DAPI"),
  };
}

test("a step streams nowhere unless it is enabled", async () => {
  expect((await streams({ napari: { enabled: false } })).all).toEqual([]);
});

test("both viewers at once, each with its own port", async () => {
  const { all } = await streams({ napari: {}, fiji: { port: 7000 } });
  expect(all.map(({ viewer, session }) => [viewer, session])).toEqual([
    ["napari", "napari:5555"],
    ["fiji", "fiji:7000"],
  ]);
});

test("without more, napari stacks all but the step", async () => {
  const { layer } = await streams({ napari: {} });
  expect(layer).toMatchObject({
    layer: "Step_00_my_step",
    stack: { well: "B02", channel: "DAPI", site: 2, z: 1, timepoint: 1 },
    colormap: "gray",
    sizes: "pad_to_max",
  });
  expect(layer?.dimensions).toBeUndefined();
});

test("without more, Fiji has a window for a step, and dimensions of a hyperstack for the rest", async () => {
  const { layer } = await streams({ fiji: {} });
  expect(layer).toMatchObject({
    layer: "Step_00_my_step",
    dimensions: { well: "frame", channel: "channel", site: "frame", z: "slice", timepoint: "frame" },
    colormap: "Grays",
    autoContrast: true,
  });
});

test.each([
  ["wellMode", "Step_00_my_step_Well_B02"],
  ["channelMode", "Step_00_my_step_Channel_DAPI"],
  ["siteMode", "Step_00_my_step_Site_002"],
  ["zMode", "Step_00_my_step_Z_001"],
  ["timepointMode", "Step_00_my_step_Timepoint_001"],
])("with %s its component is a layer, or a window, of its own", async (field, name) => {
  for (const given of [{ napari: { [field]: "layer" } }, { fiji: { [field]: "window" } }]) {
    const { layer } = await streams(given);
    expect(layer?.layer).toBe(name);
    expect(Object.keys(layer?.stack ?? {})).toHaveLength(4);
  }
});

test("steps that are stacked share a layer", async () => {
  const { layer } = await streams({ napari: { sourceMode: "stack", channelMode: "layer" } });
  expect(layer).toMatchObject({ layer: "Channel_DAPI", stack: { source: "my step" } });
  expect((await streams({ napari: { sourceMode: "stack" } })).layer?.layer).toBe("napari:5555");
});

test.each([
  [{ napari: { colormap: "viridis" } }, { colormap: "viridis" }],
  [{ fiji: { lut: "Fire" } }, { colormap: "Fire" }],
  [{ fiji: { autoContrast: false } }, { autoContrast: false }],
  [{ napari: { variableSizeHandling: "separate_layers" } }, { sizes: "separate_layers" }],
])("%j is what the viewer is told", async (given, told) => {
  expect((await streams(given)).layer).toMatchObject(told);
});

test.each([
  [{ persistent: false }, { persistent: false }],
  [{ replaceLayers: false }, { replace: false }],
  [
    { host: "ws12", transportMode: "tcp" },
    { session: "napari:ws12:5555", listen: { host: "ws12", port: 5555 } },
  ],
  [
    { transportMode: "tcp", port: 6000 },
    { session: "napari:6000", listen: { host: "localhost", port: 6000 } },
  ],
  [{ transportMode: "ipc" }, { listen: null }],
  [{ wellFilter: ["B02"] }, { wells: ["B02"] }],
])("%j is what the hub is told", async (given, told) => {
  expect((await streams({ napari: given })).first).toMatchObject(told);
});

test("a viewer on another machine can't be reached by ipc", async () => {
  await expect(streams({ napari: { host: "ws12" } })).rejects.toMatchObject({
    details: {
      problems: [{ code: "VIEWER_UNREACHABLE", step: "my step", field: "NapariStreamingConfig.transportMode" }],
    },
  });
});
