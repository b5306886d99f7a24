// Watershed from markers by flooding in the order of values, and of arrival within a value: Meyer & Beucher 1990, as
// skimage.segmentation.watershed. The queue is a binary heap.
#include "padded.h"

namespace {
struct Element {
  f32 value;
  u32 age; // order of arrival
  i32 at;
  bool before(const Element &other) const { return value != other.value ? value < other.value : age < other.age; }
};

struct Heap {
  Element *elements;
  i64 count = 0;

  void push(Element element) {
    i64 at = count++;
    while (at > 0 && element.before(elements[(at - 1) / 2])) {
      elements[at] = elements[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    elements[at] = element;
  }
  Element pop() {
    Element top = elements[0], last = elements[--count];
    i64 at = 0;
    for (;;) {
      i64 child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && elements[child + 1].before(elements[child])) child++;
      if (!elements[child].before(last)) break;
      elements[at] = elements[child];
      at = child;
    }
    elements[at] = last;
    return top;
  }
};
} // namespace

/// numbers: connectivity (1 to 3), whether to leave lines of 0 between regions. In: depth planes of values, of markers (int32), of the
/// mask (uint8); out: labels (int32).
Status watershed(Call &call) {
  Arguments a(call);
  i64 depth = a.outs;
  if (a.ins != 3 * depth || !a.oneShape()) return wrongShape;
  if (a.in(depth).dtype != isInt32 || a.in(2 * depth).dtype != isUint8 || !a.outputsAre(isInt32)) return wrongDtype;
  Image first = a.in(0);
  PaddedShape shape = PaddedShape::of(depth, first.height, first.width, depth > 1);
  Neighbours neighbours = Neighbours::of(shape, a.integer(0));
  bool lines = a.integer(1) == 1;
  f32 *values = nullptr;
  byPixelType(first.dtype, [&](auto tag) {
    values = padded<f32, typename decltype(tag)::type>(a, shape, 0, 0.0f);
    return done;
  });
  i32 *labels = padded<i32, i32>(a, shape, depth, 0);
  u8 *mask = padded<u8, u8>(a, shape, 2 * depth, u8(0));
  Heap heap{a.engine.arena.take<Element>(shape.count)};
  if (a.engine.arena.failed || !values) return outOfMemory;
  constexpr i32 line = -1;
  u32 age = 0;
  shape.eachRow([&](i64 at, i64, i64) {
    for (i64 x = 0; x < shape.width; x++) {
      if (!mask[at + x]) labels[at + x] = 0;
      else if (labels[at + x]) heap.push({values[at + x], age++, static_cast<i32>(at + x)});
    }
  });
  while (heap.count) {
    Element element = heap.pop();
    if (lines) {
      if (labels[element.at] == 0 || labels[element.at] < line) { // reached, not yet decided
        i32 label = 0;
        for (i32 n = 0; n < neighbours.count; n++) {
          i32 other = labels[element.at + neighbours.offsets[n]];
          if (other <= 0) continue;
          if (label && other != label) label = line;
          else if (label != line) label = other;
        }
        labels[element.at] = label;
      }
      if (labels[element.at] == line) continue;
    }
    for (i32 n = 0; n < neighbours.count; n++) {
      i64 next = element.at + neighbours.offsets[n];
      if (!mask[next] || labels[next]) continue;
      labels[next] = lines ? line - 1 : labels[element.at];
      heap.push({values[next], age++, static_cast<i32>(next)});
    }
  }
  shape.eachRow([&](i64 at, i64 z, i64 y) {
    i32 *row = a.out(z).row<i32>(y);
    for (i64 x = 0; x < shape.width; x++) row[x] = larger(0, labels[at + x]);
  });
  return done;
}
