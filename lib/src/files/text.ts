/** What browsers and Node share of text decoding; the ECMAScript library itself does not declare it. */
declare const TextDecoder: {
  new (label: string, options?: { readonly fatal?: boolean }): { decode(bytes: Uint8Array): string };
};

/** Text of an instrument's file: UTF-16 with a mark, else UTF-8 (with or without a mark), else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // not UTF-8: older instruments write their Windows code page
  }
}
