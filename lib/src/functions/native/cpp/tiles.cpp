// Tiles of planes as the chunks of a zarr array: cut out and packed, unpacked and put back.
#include "blosc.h"
#include "engine.h"

namespace {
enum Packing { raw = 0, blosc = 1, filtered = 2, packed = 3 };

/// The codec of a call: kind and level among its numbers, addresses among its pointers.
Codec codecOf(const Call &call, i32 number, i32 pointer) { return {call.integer(number), call.integer(number + 1), call.plane<u64>(pointer)}; }

/// A grid of equal tiles over a plane; some may reach beyond its edges.
struct Grid {
  i64 rows, columns, pixel; // of the plane; `pixel` is bytes
  i64 top, left;            // of the first tile
  i64 tileRows, tileColumns, down, across;

  explicit Grid(const Call &call)
      : rows(call.integer(0)), columns(call.integer(1)), pixel(call.integer(2)), top(call.integer(3)), left(call.integer(4)),
        tileRows(call.integer(5)), tileColumns(call.integer(6)), down(call.integer(7)), across(call.integer(8)) {}

  i64 tiles() const { return down * across; }
  i64 tileBytes() const { return tileRows * tileColumns * pixel; }

  /// Calls `row(in the plane, in the tile, bytes)` for each row that a tile has in the plane.
  template <class F> void eachRow(i64 tile, F row) const {
    i64 y = top + tile / across * tileRows, x = left + tile % across * tileColumns;
    i64 skipped = larger<i64>(0, -x), bytes = (smaller(tileColumns, columns - x) - skipped) * pixel;
    if (bytes <= 0) return;
    for (i64 i = larger<i64>(0, -y); i < smaller(tileRows, rows - y); i++)
      row(((y + i) * columns + x + skipped) * pixel, (i * tileColumns + skipped) * pixel, bytes);
  }

  bool reachesOut(i64 tile) const {
    return top + (tile / across + 1) * tileRows > rows || left + (tile % across + 1) * tileColumns > columns;
  }

  void cut(const u8 *plane, i64 tile, u8 *out) const {
    if (reachesOut(tile)) __builtin_memset(out, 0, static_cast<usize>(tileBytes()));
    eachRow(tile, [=](i64 inPlane, i64 inTile, i64 bytes) { copyValues(out + inTile, plane + inPlane, bytes); });
  }

  void put(u8 *plane, i64 tile, const u8 *in) const {
    eachRow(tile, [=](i64 inPlane, i64 inTile, i64 bytes) { copyValues(plane + inPlane, in + inTile, bytes); });
  }
};
} // namespace

/// numbers: grid (9), packing, shuffle, skip, bytes for each tile in `out`, codec's kind and level; pointers: plane, out, places (u32
/// offset and length of each tile in `out`; length 0 where the codec failed), codec's table. `filtered` shuffles each tile as a whole,
/// `packed` gives it to the codec; `blosc` packs with the codec, or LZ4 without one.
Status packTiles(Call &call) {
  Grid grid(call);
  i64 packing = call.integer(9), shuffle = call.integer(10), room = call.integer(12);
  i32 skip = static_cast<i32>(call.integer(11));
  Codec codec = codecOf(call, 13, 3);
  const u8 *plane = call.plane<u8>(0);
  u8 *out = call.plane<u8>(1);
  u32 *places = call.plane<u32>(2);
  i64 bytes = grid.tileBytes();
  if (room < (packing == blosc ? bloscLongest(bytes) : bytes)) return wrongNumber;
  i64 block = packing == blosc ? smaller(bytes, bloscBlock) : 0, threads = call.engine.pool.threads;
  u8 *tiles = call.engine.arena.take<u8>(threads * (bytes + block));
  u32 *tables = call.engine.arena.take<u32>(threads * lz4TableLength);
  if (!tiles || !tables) return outOfMemory;
  call.engine.parallelItems(grid.tiles(), [=](i64 i, i32 thread) {
    u8 *tile = tiles + thread * (bytes + block);
    BlockPacking blocks{codec, thread, skip, tables + thread * lz4TableLength};
    i64 at = i * room, length = bytes;
    grid.cut(plane, i, packing == raw ? out + at : tile);
    if (packing == blosc) length = bloscPack(tile, bytes, grid.pixel, shuffle, blocks, out + at, tile + bytes);
    else if (packing == filtered) shuffleBlock(shuffle, tile, out + at, bytes, grid.pixel);
    else if (packing == packed) length = codec.pack(thread, tile, bytes, out + at, room);
    places[2 * i] = static_cast<u32>(at);
    places[2 * i + 1] = static_cast<u32>(length);
  });
  return done;
}

/// numbers: grid (9), packing, shuffle, bytes of `in`, codec's kind (and level, not used); pointers: plane, in, places as packTiles
/// leaves them, codec's table; tiles of length 0 are left out. Answers 0, or -1 where a blosc frame holds something else than LZ4
/// and what the codec knows, or the number of a damaged tile, from 1.
Status unpackTiles(Call &call) {
  Grid grid(call);
  i64 packing = call.integer(9), shuffle = call.integer(10), size = call.integer(11);
  Codec codec = codecOf(call, 12, 3);
  u8 *plane = call.plane<u8>(0);
  const u8 *in = call.plane<u8>(1);
  const u32 *places = call.plane<u32>(2);
  i64 bytes = grid.tileBytes(), threads = call.engine.pool.threads, bad = 0;
  u8 *tiles = call.engine.arena.take<u8>(threads * 2 * bytes);
  if (!tiles) return outOfMemory;
  call.engine.parallelItems(grid.tiles(), [=, &bad](i64 i, i32 thread) {
    u8 *tile = tiles + thread * 2 * bytes;
    i64 at = places[2 * i], length = places[2 * i + 1], answer = 0;
    if (length == 0) return;
    if (at + length > size || ((packing == raw || packing == filtered) && length != bytes)) answer = i + 1;
    else if (packing == raw) grid.put(plane, i, in + at);
    else if (packing == filtered) unshuffleBlock(shuffle, in + at, tile, bytes, grid.pixel);
    else if (packing == packed) answer = codec.unpack(thread, in + at, length, tile, bytes) ? 0 : i + 1;
    else {
      Unblosc end = bloscUnpack(in + at, length, tile, bytes, tile + bytes, codec, thread);
      if (end != Unblosc::done) answer = end == Unblosc::damaged ? i + 1 : -1;
    }
    if (answer != 0) __atomic_store_n(&bad, answer, __ATOMIC_RELAXED); // one of them is enough
    else if (packing != raw) grid.put(plane, i, tile);
  });
  call.numbers[0] = static_cast<f64>(bad);
  return done;
}
