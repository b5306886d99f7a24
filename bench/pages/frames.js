/** The page of the stream benchmark: takes frames of a bare socket or of a hub, and tells how long they took. Runs in a browser. */
import { directCandidate, HubClient, openTransport } from "/lib/stream/index.js";

const { kind, port, token, frames } = Object.fromEntries(new URLSearchParams(location.search));
const wanted = Number(frames);
const connect = (url) => new WebSocket(url);
let shown = 0;
let start = 0;
let sum = 0;

/** Looks at a pixel of each row, as an upload to a texture would. */
function take(pixels) {
  if (shown === 0) start = performance.now();
  for (let i = 0; i < pixels.length; i += 2048) sum += pixels[i];
  shown++;
  if (shown === wanted) {
    const seconds = (performance.now() - start) / 1000;
    fetch("/result", { method: "POST", body: JSON.stringify({ rate: (wanted - 1) / seconds, sum }) });
  }
}

if (kind === "bare") {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }) => {
    take(new Uint16Array(data));
    socket.send("1");
  };
} else {
  const client = await HubClient.connect(await openTransport([directCandidate(Number(port), connect)]), token);
  client.watch("run", { frame: ({ pixels }) => take(pixels[0]) }, { credits: 2, delivery: "every" });
}
