import { randomBytes } from "node:crypto";
import { closeSync, ftruncateSync, openSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TiterError } from "../../errors.ts";
import { requireKoffi } from "../native/koffi.ts";

/** Memory that a child process maps too, through the descriptor that it inherits. */
export interface SharedMemory {
  readonly descriptor: number;
  /** All of it; invalid after `grow` and `close`. */
  readonly bytes: Uint8Array;
  /** Makes it at least this large; what was in it stays. */
  grow(bytes: number): void;
  close(): void;
}

interface C {
  readonly mmap: (address: null, length: number, protection: number, flags: number, fd: number, at: number) => unknown;
  readonly munmap: (address: unknown, length: number) => number;
  readonly memfdCreate?: (name: string, flags: number) => number;
}

const readWrite = 3;
const shared = 1;
const closeOnExec = 1;
const page = 65536;

/**
 * Memory without a name: nobody else can open it, and it ends with the last process that holds it. On Linux it is anonymous
 * (no size limit but the machine's memory), elsewhere an unlinked file.
 *
 * @throws TiterError `BRIDGE_UNAVAILABLE` where memory can't be shared by mapping.
 */
export function createSharedMemory(least: number): SharedMemory {
  const koffi = requireKoffi();
  const c = libc(koffi);
  const descriptor = openDescriptor(c);
  let length = 0;
  let address: unknown;
  let bytes = new Uint8Array(0);
  const map = (wanted: number): void => {
    length = Math.ceil(wanted / page) * page;
    ftruncateSync(descriptor, length);
    address = c.mmap(null, length, readWrite, shared, descriptor, 0);
    bytes = new Uint8Array(koffi.view(address, length));
  };
  map(least);
  return {
    descriptor,
    get bytes() {
      return bytes;
    },
    grow: (wanted) => {
      if (wanted <= length) return;
      c.munmap(address, length);
      map(Math.max(wanted, 2 * length));
    },
    close: () => {
      bytes = new Uint8Array(0);
      c.munmap(address, length);
      closeSync(descriptor);
    },
  };
}

function libc(koffi: typeof import("koffi")): C {
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: "libc.so.6", darwin: "libSystem.B.dylib" };
  const name = names[process.platform];
  if (name === undefined) {
    throw new TiterError("BRIDGE_UNAVAILABLE", {
      what: `the Python bridge cannot share memory on ${process.platform}`,
      todo: "Use it on Linux or macOS, or use Titer's own functions.",
    });
  }
  const library = koffi.load(name);
  return {
    mmap: library.func("void *mmap(void *address, size_t length, int protection, int flags, int fd, int64_t at)"),
    munmap: library.func("int munmap(void *address, size_t length)"),
    ...(process.platform === "linux" && {
      memfdCreate: library.func("int memfd_create(const char *name, unsigned int flags)"),
    }),
  };
}

function openDescriptor({ memfdCreate }: C): number {
  const anonymous = memfdCreate?.("titer-bridge", closeOnExec) ?? -1;
  if (anonymous >= 0) return anonymous;
  const path = join(tmpdir(), `titer-bridge-${randomBytes(16).toString("hex")}`);
  const descriptor = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return descriptor;
}
