import { control as classes } from "../core/model.ts";
import { Expected, oneOf, orNull, real, type Trait, whole } from "../core/trait.ts";
import { type Widget, type WidgetClass, widgetClass } from "../core/widgetClass.ts";
import { type ControlState, plainControl } from "./common.ts";

/** A control for a point in time; null is none. */
interface TimePoint<T> extends ControlState {
  value: T | null;
  min: T | null;
  max: T | null;
}

/** Dates are ISO texts: `2026-11-21`. */
export interface DatePickerState extends TimePoint<string> {
  /** Days between two choices. */
  step: number | "any";
}
/** Times of day are ISO texts: `14:30`, `14:30:05`, `14:30:05.250`. */
export interface TimePickerState extends TimePoint<string> {
  /** Seconds between two choices. */
  step: number | "any";
}
/** Times without a time zone are ISO texts: `2026-11-21T14:30`. */
export type NaiveDatetimePickerState = TimePoint<string>;
/** Instants are dates of JavaScript; the page shows them in its own time zone. */
export type DatetimePickerState = TimePoint<Date>;

type Parts = Readonly<Record<"year" | "month" | "date" | "hours" | "minutes" | "seconds" | "milliseconds", number>>;

/** ISO text as a date in UTC; undefined when it is none, such as the 30th of February. */
function parsed(iso: string): Date | undefined {
  const date = new Date(`${iso}Z`);
  return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(iso) ? undefined : date;
}

function partsOf(date: Date): Parts {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(), // from 0, in messages too
    date: date.getUTCDate(),
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds(),
    milliseconds: date.getUTCMilliseconds(),
  };
}

function dateOf(parts: Partial<Parts>): Date {
  const { year = 1970, month = 0, date = 1, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = parts;
  const at = new Date(0);
  at.setUTCFullYear(year, month, date); // Date.UTC would take the year 26 for 1926
  at.setUTCHours(hours, minutes, seconds, milliseconds);
  return at;
}

/** A trait of ISO text; `cut` is the part of `YYYY-MM-DDTHH:MM:SS.mmm` that it keeps. */
function iso(
  example: string,
  pattern: RegExp,
  complete: (text: string) => string,
  cut: readonly [number, number],
  members: readonly (keyof Parts)[],
): Trait<string> {
  const canonical = (date: Date) =>
    date
      .toISOString()
      .slice(...cut)
      .replace(/\.000$/, "");
  return {
    initial: () => example,
    read: (given) => {
      const date = typeof given === "string" && pattern.test(given) ? parsed(complete(given)) : undefined;
      if (date) return canonical(date);
      throw new Expected(`ISO text such as "${example}"`);
    },
    toWire: (value) => {
      const parts = partsOf(parsed(complete(value))!); // read has checked it
      return Object.fromEntries(members.map((member) => [member, parts[member]]));
    },
    fromWire: (value) => (typeof value === "object" && value !== null ? canonical(dateOf(value)) : value),
  };
}

const clock = /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;
const wholeClock = (text: string) => `${text}${text.length === 5 ? ":00" : ""}`;
const dayMembers = ["year", "month", "date"] as const;
const clockMembers = ["hours", "minutes", "seconds", "milliseconds"] as const;

const day = iso("2026-11-21", /^\d{4}-\d\d-\d\d$/, (text) => `${text}T00:00:00`, [0, 10], dayMembers);
const timeOfDay = iso("14:30", clock, (text) => `1970-01-01T${wholeClock(text)}`, [11, 23], clockMembers);
const naive = iso(
  "2026-11-21T14:30",
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
  (text) => `${text.slice(0, 11)}${wholeClock(text.slice(11))}`,
  [0, 23],
  [...dayMembers, ...clockMembers],
);
const instant: Trait<Date> = {
  initial: () => new Date(0),
  read: (given) => {
    if (given instanceof Date && !Number.isNaN(given.getTime())) return given;
    throw new Expected("a Date");
  },
  toWire: partsOf,
  fromWire: (value) => (typeof value === "object" && value !== null ? dateOf(value) : value),
};

function timePoint<T>(one: Trait<T>) {
  return { ...plainControl, value: orNull(one), min: orNull(one), max: orNull(one) };
}

/** The value between its limits; ISO texts of one form and dates compare as they should. */
function clamp<T extends string | Date>({ value, min, max }: TimePoint<T>): { value: T | null } {
  if (value === null) return { value };
  if (min !== null && value < min) return { value: min };
  return { value: max !== null && value > max ? max : value };
}

/** A number or `"any"`. */
function stepOf(number: Trait<number>): Trait<number | "any"> {
  const any = oneOf(["any"], "any");
  return { initial: number.initial, read: (given) => (given === "any" ? any.read(given) : number.read(given)) };
}

export const DatePicker: WidgetClass<DatePickerState> = widgetClass<DatePickerState>({
  ...classes("DatePicker"),
  traits: { ...timePoint(day), step: stepOf(whole(1)) },
  settle: clamp,
});
export type DatePicker = Widget<DatePickerState>;

export const TimePicker: WidgetClass<TimePickerState> = widgetClass<TimePickerState>({
  ...classes("Time"),
  name: "TimePicker",
  traits: { ...timePoint(timeOfDay), step: stepOf(real(60)) },
  settle: clamp,
});
export type TimePicker = Widget<TimePickerState>;

export const NaiveDatetimePicker: WidgetClass<NaiveDatetimePickerState> = widgetClass<NaiveDatetimePickerState>({
  ...classes("NaiveDatetime", "Datetime"),
  name: "NaiveDatetimePicker",
  traits: timePoint(naive),
  settle: clamp,
});
export type NaiveDatetimePicker = Widget<NaiveDatetimePickerState>;

export const DatetimePicker: WidgetClass<DatetimePickerState> = widgetClass<DatetimePickerState>({
  ...classes("Datetime"),
  name: "DatetimePicker",
  traits: timePoint(instant),
  settle: clamp,
});
export type DatetimePicker = Widget<DatetimePickerState>;
