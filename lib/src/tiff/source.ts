/** Random access to the bytes of one file. */
export interface ByteSource {
  /** The file's name in messages. */
  readonly name: string;
  readonly size: number;
  /** Fills `into` with the bytes from `offset` on; throws when the file holds fewer. Synchronous, so that worker threads read in place. */
  read(offset: number, into: Uint8Array): void;
}

/** Expands packed data; throws when it is damaged or gives more than `limit` bytes. */
export type Inflate = (data: Uint8Array, limit: number) => Uint8Array;

/** Packings that the platform brings. */
export interface Unpackers {
  /** zlib and gzip. */
  readonly inflate: Inflate;
  /** Zstandard. */
  readonly zstd: Inflate;
}

/** Packs bytes as zlib data; level 0 to 9. */
export type Deflate = (data: Uint8Array, level: number) => Uint8Array;
