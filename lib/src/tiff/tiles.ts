/** Puts a row of tiles, one behind the other, side by side into `rows` of `rowBytes` each; what is left of the last tile is dropped. */
export function joinTiles(
  tiles: Uint8Array,
  tile: { readonly rowBytes: number; readonly rows: number },
  rows: Uint8Array,
  rowBytes: number,
): void {
  for (let y = 0; y < rows.length / rowBytes; y++) {
    for (let x = 0, from = y * tile.rowBytes; x < rowBytes; x += tile.rowBytes, from += tile.rows * tile.rowBytes) {
      rows.set(tiles.subarray(from, from + Math.min(tile.rowBytes, rowBytes - x)), y * rowBytes + x);
    }
  }
}
