import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { Door } from "#lib/stream/hub/door.js";

const doors: Door[] = [];
afterEach(() => {
  for (const door of doors.splice(0)) door.close();
});

function newDoor(): Door {
  const door = new Door(
    (origin) => origin === "https://hub.example.org",
    (socket) => socket.on("error", () => {}),
  );
  doors.push(door);
  return door;
}

/** Whether a socket from one of this machine's addresses is let in. */
async function comesIn(port: number, localAddress: string): Promise<boolean> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { localAddress });
  const came = new Promise<boolean>((resolve) => {
    socket.once("open", () => resolve(true));
    socket.once("error", () => resolve(false));
  });
  const is = await came;
  socket.terminate();
  return is;
}

test("a port for a viewer on another machine lets that machine in and no other", async () => {
  const port = await newDoor().open(0, "127.0.0.3");
  expect(await comesIn(port, "127.0.0.3")).toBe(true);
  expect(await comesIn(port, "127.0.0.2")).toBe(false);
});

test("a message that says it has 1 GB is refused by its length, before it comes", async () => {
  const port = await newDoor().open(0);
  const socket = connect(port, "127.0.0.1");
  const key = Buffer.from("sixteen bytes!!!").toString("base64");
  socket.write(
    `GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  await once(socket, "data");
  const header = Buffer.alloc(14);
  header.set([0x81, 0x80 | 127]); // text, masked, its length in 8 bytes
  header.writeBigUInt64BE(1n << 30n, 2);
  socket.write(header);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect([answer[0], answer.readUInt16BE(2)]).toEqual([0x88, 1009]);
  socket.destroy();
});
