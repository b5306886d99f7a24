/**
 * Runs in a browser that nobody drives: draws the same scene by Titer's viewer and by Viv, and posts what it measured. A frame is
 * done when one of its pixels has been read back.
 */
import { Deck, OrthographicView } from "@deck.gl/core";
import { ColorPaletteExtension } from "@vivjs/extensions";
import { ImageLayer, XRLayer } from "@vivjs/layers";
import { Painter } from "../../extension/dist/viewer/draw/painter.js";
import { wholeQuad } from "../../extension/dist/viewer/draw/quads.js";
import { directCandidate, HubClient, openTransport } from "../../lib/dist/stream/index.js";

const side = 2048;
const view = { width: 1024, height: 800 };
const tints = ["green", "magenta", "cyan", "yellow"];
const colours = [
  [0, 255, 0],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 0],
];

/** Four planes of smooth blobs. */
function planes() {
  return tints.map((_, channel) =>
    Uint16Array.from({ length: side * side }, (_, i) => {
      const [y, x] = [Math.floor(i / side), i % side];
      return 2000 + 2000 * Math.sin((x + 300 * channel) / 37) * Math.cos(y / (29 + channel));
    }),
  );
}

/** Cameras of a pan and a zoom. @param {number} frames */
function cameras(frames) {
  return Array.from({ length: frames }, (_, i) => ({
    x: side / 2 + 300 * Math.sin(i / 9),
    y: side / 2 + 200 * Math.cos(i / 7),
    zoom: 2 ** (Math.sin(i / 11) - 0.3),
  }));
}

/** Mean green of a canvas: two pictures of one scene have the same. @param {CanvasImageSource} source */
function meanOf(source) {
  const context = new OffscreenCanvas(64, 50).getContext("2d");
  context.drawImage(source, 0, 0, 64, 50);
  const { data } = context.getImageData(0, 0, 64, 50);
  let sum = 0;
  for (let i = 1; i < data.length; i += 4) sum += data[i];
  return sum / (data.length / 4);
}

function ourStage() {
  const canvas = Object.assign(document.createElement("canvas"), view);
  document.body.replaceChildren(canvas);
  const painter = new Painter();
  painter.join(() => {});
  const target = canvas.getContext("2d");
  return { canvas, painter, target };
}

/** @param {Uint16Array[]} pixels @param {number} frames */
async function ourPan(pixels, frames) {
  const { canvas, painter, target } = ourStage();
  const rasters = pixels.map((data) => ({ width: side, height: side, pixels: data }));
  const draw = (camera) => {
    const frame = { camera, size: view, view, ratio: 1 };
    painter.paint(target, (card) => {
      const stack = rasters.map((raster, i) => ({
        raster,
        opacity: 1,
        look: { low: 0, high: 4000, gamma: 1, map: tints[i] },
      }));
      card.add(view, stack, [wholeQuad(rasters[0], frame)], "moving");
    });
    target.getImageData(0, 0, 1, 1);
  };
  draw(cameras(1)[0]);
  const start = performance.now();
  for (const camera of cameras(frames)) draw(camera);
  const ms = (performance.now() - start) / frames;
  return { ms, mean: meanOf(canvas) };
}

async function vivStage(layers, camera) {
  const canvas = Object.assign(document.createElement("canvas"), view);
  document.body.replaceChildren(canvas);
  const state = ({ x, y, zoom }) => ({ ortho: { target: [x, y, 0], zoom: Math.log2(zoom) } });
  const deck = new Deck({
    canvas,
    ...view,
    views: [new OrthographicView({ id: "ortho", flipY: true })],
    viewState: state(camera),
    layers,
    useDevicePixels: false,
    deviceProps: { type: "webgl", webgl: { antialias: false, preserveDrawingBuffer: true, alpha: true } },
  });
  await new Promise((loaded) => {
    const look = () =>
      deck.isInitialized && deck.layerManager?.getLayers().every((layer) => layer.isLoaded)
        ? setTimeout(loaded, 500)
        : setTimeout(look, 50);
    look();
  });
  const gl = deck.device.gl;
  const pixel = new Uint8Array(4);
  const draw = (where) => {
    deck.setProps({ viewState: state(where) });
    deck.redraw("bench");
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  };
  return { canvas, deck, draw, gl, pixel };
}

const extensions = [new ColorPaletteExtension()];

/** Looks of channels; what stays the same is the same, else Viv compiles its shaders again. */
const vivProps = (count) => ({
  contrastLimits: Array(count).fill([0, 4000]),
  channelsVisible: Array(count).fill(true),
  colors: colours.slice(0, count),
  extensions,
  selections: tints.slice(0, count).map((_, c) => ({ c })),
});

/** @param {Uint16Array[]} pixels @param {number} frames */
async function vivPan(pixels, frames) {
  const source = {
    shape: [4, side, side],
    labels: ["c", "y", "x"],
    dtype: "Uint16",
    tileSize: side,
    getRaster: async ({ selection }) => ({ data: pixels[selection.c], width: side, height: side }),
    onTileError: (error) => {
      throw error;
    },
  };
  const layer = new ImageLayer({
    id: "image",
    loader: source,
    ...vivProps(4),
  });
  const { canvas, deck, draw } = await vivStage([layer], cameras(1)[0]);
  draw(cameras(1)[0]);
  const start = performance.now();
  for (const camera of cameras(frames)) draw(camera);
  const ms = (performance.now() - start) / frames;
  const mean = meanOf(canvas);
  deck.finalize();
  return { ms, mean };
}

/** @param {number} port @param {number} frames @param {(pixels: Uint16Array) => void} show */
async function streamed(port, frames, show) {
  const line = await openTransport([directCandidate(port, (url) => new WebSocket(url))]);
  const client = await HubClient.connect(line, "token");
  let shown = 0;
  let start = 0;
  await new Promise((done, failed) => {
    const frame = ({ pixels }) => {
      if (shown === 0) start = performance.now();
      show(pixels[0]);
      if (++shown > frames) done(undefined);
    };
    client.watch("run", { frame, lost: failed }, { credits: 2, delivery: "every" });
  });
  const rate = frames / ((performance.now() - start) / 1000);
  client.close();
  return rate;
}

const middle = { x: side / 2, y: side / 2, zoom: 0.25 };
const small = { width: 512, height: 512 };

/** @param {number} port @param {number} frames */
async function ourStream(port, frames) {
  const canvas = Object.assign(document.createElement("canvas"), small);
  document.body.replaceChildren(canvas);
  const painter = new Painter();
  painter.join(() => {});
  const target = canvas.getContext("2d");
  let held;
  const rate = await streamed(port, frames, (pixels) => {
    const raster = { width: side, height: side, pixels };
    if (held) painter.replace(held, raster);
    held = raster;
    const frame = { camera: middle, size: small, view: small, ratio: 1 };
    const look = { low: 0, high: 4000, gamma: 1, map: "gray" };
    painter.paint(target, (card) =>
      card.add(small, [{ raster, look, opacity: 1 }], [wholeQuad(raster, frame)], "moving"),
    );
    target.getImageData(0, 0, 1, 1);
  });
  return { rate, mean: meanOf(canvas) };
}

/** Viv's fastest way: its inner layer, driven directly. @param {number} port @param {number} frames */
async function vivStream(port, frames) {
  const layerOf = (pixels) =>
    new XRLayer({
      id: "xr",
      channelData: { data: [pixels], width: side, height: side },
      bounds: [0, side, side, 0],
      dtype: "Uint16",
      ...vivProps(1),
      colors: [[255, 255, 255]],
      interpolation: "nearest",
    });
  const canvas = Object.assign(document.createElement("canvas"), small);
  document.body.replaceChildren(canvas);
  const deck = new Deck({
    canvas,
    ...small,
    views: [new OrthographicView({ id: "ortho", flipY: true })],
    viewState: { ortho: { target: [middle.x, middle.y, 0], zoom: -2 } },
    layers: [layerOf(new Uint16Array(side * side))],
    useDevicePixels: false,
    deviceProps: { type: "webgl", webgl: { antialias: false, preserveDrawingBuffer: true } },
  });
  await new Promise((ready) => {
    const look = () => (deck.isInitialized ? setTimeout(ready, 500) : setTimeout(look, 50));
    look();
  });
  const { gl } = deck.device;
  const pixel = new Uint8Array(4);
  const rate = await streamed(port, frames, (pixels) => {
    deck.setProps({ layers: [layerOf(pixels)] });
    deck.layerManager.updateLayers(); // else the frame of before is drawn
    deck.redraw("bench");
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  });
  const mean = meanOf(canvas);
  deck.finalize();
  return { rate, mean };
}

const { rounds, frames, ports } = await (await fetch("/task")).json();
const result = { pan: { ours: [], viv: [] }, stream: { ours: [], viv: [] }, renderer: "" };
try {
  const pixels = planes();
  for (let round = 0; round < rounds; round++) {
    result.pan.ours.push(await ourPan(pixels, frames));
    result.pan.viv.push(await vivPan(pixels, frames));
    result.stream.ours.push(await ourStream(ports[2 * round], frames));
    result.stream.viv.push(await vivStream(ports[2 * round + 1], frames));
  }
  await fetch("/result", { method: "POST", body: JSON.stringify(result) });
} catch (thrown) {
  await fetch("/result", { method: "POST", body: JSON.stringify({ error: String(thrown?.stack ?? thrown) }) });
}
