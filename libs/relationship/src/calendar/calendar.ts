/** Which days and hours are worked. Plain data: the core looks no holiday up. */
export type WorkCalendar = {
  /** Says whether nobody works on a day, named as in `2026-12-25`, beside the weekend. A set is one. */
  readonly holidays: { has(day: string): boolean };
  /** Days of the week without work, from 1 for Monday to 7 for Sunday; not all seven. Left out: Saturday and Sunday. */
  readonly weekend?: ReadonlySet<number>;
  /** Left out: hours are counted by the clock, at night and on holidays too. */
  readonly businessHours?: BusinessHours;
};

/** The part of each working day in which hours count: minutes since midnight, 0 to 1440, the end after the beginning. */
export type BusinessHours = { readonly fromMinute: number; readonly toMinute: number };

/** What obligations need to know of time beside the facts. */
export type Calendar = WorkCalendar & {
  /** Segments that have a calendar of their own, in place of this one. */
  readonly bySegment?: ReadonlyMap<string, WorkCalendar>;
  /** Days between contacts that are owed in a segment where nothing was promised to the customer. Left out: none are. */
  readonly cadenceBySegment?: ReadonlyMap<string, number>;
};

export const NO_HOLIDAYS: Calendar = { holidays: new Set() };

/** Which days and hours are worked for the customers of a segment. @param segment null where none was said */
export const workCalendarOf = (calendar: Calendar, segment: string | null): WorkCalendar =>
  (segment === null ? undefined : calendar.bySegment?.get(segment)) ?? calendar;
