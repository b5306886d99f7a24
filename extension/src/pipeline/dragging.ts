import { cardPitch } from "./card.ts";

/** What dragging needs of a list of cards. */
export interface DragList {
  /** Cards in order. */
  readonly cards: () => readonly HTMLElement[];
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  readonly drop: (from: number, to: number) => void;
}

/** Distance from the edge at which the list scrolls while a card is dragged, and how far in a frame, in CSS pixels. */
const edge = 40;
const scrollStep = 12;

/**
 * Lets a card be dragged by its handle. While it is, cards are only translated, once a frame; the list changes when it is dropped.
 */
export function dragBy(handle: HTMLElement, card: HTMLElement, list: DragList): void {
  handle.addEventListener("pointerdown", (down) => {
    if (down.button !== 0) return;
    down.preventDefault();
    const cards = list.cards();
    const from = cards.indexOf(card);
    const start = down.clientY + list.scroller.scrollTop;
    let pointer = down.clientY;
    let to = from;
    let frame = 0;
    const { top, bottom } = list.scroller.getBoundingClientRect();
    const draw = () => {
      if (pointer < top + edge) list.scroller.scrollTop -= scrollStep;
      else if (pointer > bottom - edge) list.scroller.scrollTop += scrollStep;
      const moved = pointer + list.scroller.scrollTop - start;
      card.style.transform = `translateY(${moved}px)`;
      const next = Math.max(0, Math.min(cards.length - 1, from + Math.round(moved / cardPitch)));
      if (next !== to) {
        to = next;
        cards.forEach((other, place) => {
          if (other !== card) other.style.transform = shift(place, from, to);
        });
      }
      frame = requestAnimationFrame(draw);
    };
    const end = (dropped: boolean) => {
      cancelAnimationFrame(frame);
      handle.removeEventListener("pointermove", move);
      for (const one of cards) one.style.transform = "";
      card.classList.remove("titer-dragged");
      if (dropped && to !== from) list.drop(from, to);
    };
    const move = (event: PointerEvent) => {
      pointer = event.clientY;
    };
    handle.setPointerCapture(down.pointerId);
    card.classList.add("titer-dragged");
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", () => end(true), { once: true });
    handle.addEventListener("pointercancel", () => end(false), { once: true });
    frame = requestAnimationFrame(draw);
  });
}

/** Cards between the old place and the new one make room. */
function shift(place: number, from: number, to: number): string {
  if (place > from && place <= to) return `translateY(${-cardPitch}px)`;
  if (place < from && place >= to) return `translateY(${cardPitch}px)`;
  return "";
}
