/**
 * The socket thread: owns all ZeroMQ sockets, so that heartbeat, control and output live while a cell blocks the main thread.
 *
 * @module
 */
import { setTimeout } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { TiterError } from "titer/errors";
import * as zmq from "zeromq";
import { DebugAdapter } from "../debugger/debugAdapter.ts";
import { errorContent } from "../messages/errorContent.ts";
import { kernelInfo } from "../messages/kernelInfo.ts";
import type { Message, Outgoing, RequestChannel } from "../messages/message.ts";
import { FrameCodec } from "./frames.ts";
import { SendQueue } from "./sendQueue.ts";
import { StreamMerger } from "./streamMerger.ts";
import { Subshells } from "./subshells.ts";
import { SharedMemory, transferable } from "./threadMemory.ts";
import {
  type FromSockets,
  GuardState,
  InterruptCells,
  type SocketThreadData,
  type ToSockets,
} from "./threadMessages.ts";

// Holds: this file is only started by SocketConnection, which passes exactly this.
const { connection, interrupt } = workerData as SocketThreadData;
const cells = new Int32Array(interrupt);
const codec = new FrameCodec(connection.key);
const unlimited = { sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 1000 };
/** ZeroMQ drops the connection of who sends a longer frame. */
const maxMessageSize = 2 ** 30;
const sockets = {
  shell: new zmq.Router({ ...unlimited, maxMessageSize }),
  control: new zmq.Router({ ...unlimited, maxMessageSize }),
  stdin: new zmq.Router({ ...unlimited, maxMessageSize }),
};
// Repeated subscriptions are reported too: each client is welcomed, not only the first.
const iopub = new zmq.XPublisher({ ...unlimited, verbosity: "allSubs" });
const heartbeat = new zmq.Router(unlimited);
const queues = {
  shell: new SendQueue(sockets.shell),
  control: new SendQueue(sockets.control),
  stdin: new SendQueue(sockets.stdin),
  iopub: new SendQueue(iopub),
};
const streams = new StreamMerger(publishNow);
const memory = new SharedMemory();
const subshells = new Subshells();
const debugAdapter = new DebugAdapter((event) => streams.publish({ type: "debug_event", parent: {}, content: event }));

await Promise.all([
  sockets.shell.bind(address(connection.shell_port)),
  sockets.control.bind(address(connection.control_port)),
  sockets.stdin.bind(address(connection.stdin_port)),
  iopub.bind(address(connection.iopub_port)),
  heartbeat.bind(address(connection.hb_port)),
]);
parentPort?.on("message", (message: ToSockets) => {
  memory.handled(message.message.buffers ?? []);
  if (message.kind === "publish") return streams.publish(message.message);
  streams.flush();
  if (message.message.type === "execute_reply") debugAdapter.rearm();
  reply(message.channel, message.identities, message.message);
});
void echoHeartbeat();
void welcomeSubscribers();
void receive("shell");
void receive("stdin");
void receiveControl();
post({ kind: "ready" });

async function receive(channel: RequestChannel): Promise<void> {
  for await (const frames of sockets[channel]) {
    const message = decode(channel, frames);
    if (message?.header.msg_type === "kernel_info_request") answer(channel, message, "kernel_info_reply", kernelInfo);
    else if (message) forwardToShell(channel, message);
  }
}

/** Interrupt, shutdown and kernel_info are answered here, also while the main thread spins. */
async function receiveControl(): Promise<void> {
  for await (const frames of sockets.control) {
    const message = decode("control", frames);
    if (!message) continue;
    switch (message.header.msg_type) {
      case "interrupt_request":
        answer("control", message, "interrupt_reply", { status: "ok" });
        await debugAdapter.release();
        interruptExecution();
        break;
      case "shutdown_request":
        answer("control", message, "shutdown_reply", { status: "ok", restart: message.content.restart === true });
        void shutDown();
        break;
      case "kernel_info_request":
        answer("control", message, "kernel_info_reply", kernelInfo);
        break;
      case "debug_request":
        void answerDebug(message);
        break;
      case "create_subshell_request":
        answer("control", message, "create_subshell_reply", subshells.create());
        break;
      case "delete_subshell_request":
        answer("control", message, "delete_subshell_reply", deleteSubshell(message));
        break;
      case "list_subshell_request":
        answer("control", message, "list_subshell_reply", subshells.list());
        break;
      default:
        forward("control", message);
    }
  }
}

/** Waits until the reply has left, closes the sockets and has the main thread end the process; a blocked one is killed. */
async function shutDown(): Promise<void> {
  await setTimeout(100);
  debugAdapter.close();
  for (const socket of [...Object.values(sockets), iopub, heartbeat]) socket.close();
  post({ kind: "shutdown" });
  await setTimeout(500);
  process.kill(process.pid, "SIGKILL");
}

function forwardToShell(channel: RequestChannel, message: Message): void {
  try {
    subshells.check(message.header.subshell_id);
    forward(channel, message);
  } catch (error) {
    answer(channel, message, replyType(message), errorContent(error));
  }
}

function deleteSubshell(message: Message): Outgoing["content"] {
  try {
    post({ kind: "subshellDeleted", id: subshells.delete(message.content) });
    return { status: "ok" };
  } catch (error) {
    return errorContent(error);
  }
}

function interruptExecution(): void {
  const latest = Atomics.load(cells, InterruptCells.execution);
  Atomics.store(cells, InterruptCells.flag, latest);
  post({ kind: "interrupt", latest });
  // After the flag: the main thread opens the guard before it looks at the flag, so one of the two sees the other.
  const { open, signalled } = GuardState;
  if (Atomics.compareExchange(cells, InterruptCells.guard, open, signalled) === open)
    process.kill(process.pid, "SIGINT");
}

/** Not awaited by the receiver: a command that takes long must not keep others, such as `continue`, from being received. */
async function answerDebug(request: Message): Promise<void> {
  const parent = request.header;
  streams.publish({ type: "status", parent, content: { execution_state: "busy" } });
  const content = await debugAdapter.answer(request.content).catch(errorContent);
  reply("control", request.identities, { type: "debug_reply", parent, content });
  streams.publish({ type: "status", parent, content: { execution_state: "idle" } });
}

function answer(
  channel: RequestChannel,
  request: Pick<Message, "identities" | "header">,
  type: string,
  content: Outgoing["content"],
): void {
  const parent = request.header;
  streams.publish({ type: "status", parent, content: { execution_state: "busy" } });
  reply(channel, request.identities, { type, parent, content });
  streams.publish({ type: "status", parent, content: { execution_state: "idle" } });
}

async function echoHeartbeat(): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

/** An XPUB socket sees subscriptions (first byte 1, then the topic) and welcomes them (JEP 65). */
async function welcomeSubscribers(): Promise<void> {
  for await (const [frame] of iopub) {
    if (frame?.[0] !== 1) continue;
    const subscription = frame.subarray(1);
    const content = { subscription: subscription.toString() };
    queues.iopub.send(codec.encode([subscription], { type: "iopub_welcome", parent: {}, content }));
  }
}

/** The message in some frames. Of one that cannot be used, its sender is told if it said who it is. */
function decode(channel: RequestChannel, frames: Buffer[]): Message | undefined {
  const result = codec.decode(frames);
  if (!("dropped" in result)) return result;
  process.stderr.write(`titer kernel: message dropped: ${result.dropped}\n`);
  if (result.request) {
    const error = new TiterError("BAD_MESSAGE", {
      what: `the message was dropped: ${result.dropped}`,
      todo: "Send a message that follows Jupyter's messaging protocol 5.4.",
    });
    answer(channel, result.request, replyType(result.request), errorContent(error));
  }
  return undefined;
}

function forward(channel: RequestChannel, message: Message): void {
  const moved = transferable([...message.identities, ...message.buffers]);
  parentPort?.postMessage({ kind: "request", channel, message } satisfies FromSockets, moved);
  memory.handled(message.buffers);
}

function replyType({ header }: Pick<Message, "header">): string {
  return header.msg_type.replace(/_request$/, "_reply");
}

function reply(channel: RequestChannel, identities: readonly Uint8Array[], message: Outgoing): void {
  queues[channel].send(codec.encode(identities, message));
}

function publishNow(message: Outgoing): void {
  queues.iopub.send(codec.encode([Buffer.from(message.type)], message));
}

function post(message: FromSockets): void {
  parentPort?.postMessage(message);
}

function address(port: number): string {
  return `${connection.transport}://${connection.ip}:${port}`;
}
