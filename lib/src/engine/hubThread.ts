/**
 * The hub's thread: a shell around `Hub`. What workers make comes here directly; pixels that are asked for are read here, so that
 * neither slows the engine's own thread.
 *
 * @module
 */
import { BroadcastChannel, parentPort, workerData } from "node:worker_threads";
import { Hub, type HubOptions } from "../stream/hub/hub.ts";
import { type Tapped, tapChannel } from "../stream/tap.ts";
import type { HubNote, HubSettings, HubWord } from "./hubLine.ts";
import { RunRecords } from "./runRecords.ts";
import { streamSources } from "./streamSources.ts";

const { token, runs, sessions, overviews } = workerData as HubSettings; // set by HubLine, which starts this file
const say = (word: HubWord) => parentPort?.postMessage(word);
const counted = (count: number) => say({ kind: "viewers", count });
const reported: HubOptions["reported"] = (known) => say({ kind: "sessions", sessions: known });
const hub = new Hub(token, streamSources(new RunRecords(runs)), { sessions, overviews, counted, reported });
const frames = new BroadcastChannel(tapChannel);
frames.onmessage = (message) => hub.take((message as { readonly data: Tapped }).data); // workers send nothing else here
parentPort?.on("message", (note: HubNote) => {
  switch (note.kind) {
    case "begin":
      hub.begin(note.run);
      say({ kind: "begun", runId: note.run.runId });
      return;
    case "finished":
      hub.finished(note.runId, note.well);
      return;
    case "end":
      hub.end(note.runId, note.state);
      return;
    case "allow":
      hub.allow(note.origin);
      return;
    case "end-session":
      hub.endSession(note.session, note.how);
      return;
    case "close":
      hub.close();
      return process.exit(); // this thread alone
    default:
      note satisfies never;
  }
});
say({ kind: "port", port: await hub.listen() });
