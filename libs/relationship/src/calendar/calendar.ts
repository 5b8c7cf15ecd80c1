import type { Severity } from '../facts/severity.js';

/** Which days and hours are worked. Plain data: the core does not look up holidays. */
export type WorkCalendar = {
  /** Whether a day, such as `2026-12-25`, is a holiday. The weekend is not part of it. A Set has this shape. */
  readonly holidays: { has(day: string): boolean };
  /** Days of the week without work, from 1 for Monday to 7 for Sunday; not all seven. Left out: Saturday and Sunday. */
  readonly weekend?: ReadonlySet<number>;
  /** Left out: hours are counted by the clock, at night and on holidays too. */
  readonly businessHours?: BusinessHours;
};

/** The part of each working day in which hours count: minutes since midnight, 0 to 1440, the end after the beginning. */
export type BusinessHours = { readonly fromMinute: number; readonly toMinute: number };

/** How long a customer may wait for a word from us, in hours, by the severity of what it is about. */
export type WaitingHours = {
  /** For a first word after the customer reported an issue, reopened one or escalated. */
  readonly RESPOND: Readonly<Record<Severity, number>>;
  /** For the next word about an open issue. */
  readonly UPDATE: Readonly<Record<Severity, number>>;
};
export type Waiting = WaitingHours & {
  /** Hours of single segments; each replaces these. */
  readonly bySegment: ReadonlyMap<string, WaitingHours>;
};

/** The calendars, cadences and hours that obligations are computed with, besides the facts. */
export type Calendar = WorkCalendar & {
  /** Calendars of single segments; each replaces this one. */
  readonly bySegment?: ReadonlyMap<string, WorkCalendar>;
  /** Days between contacts that we owe in a segment where nothing was promised to the customer. Left out: none. */
  readonly cadenceBySegment?: ReadonlyMap<string, number>;
  /** How long a customer may wait for a word. Left out: without end, so that silence means nothing. */
  readonly waiting?: Waiting;
};

export const NO_HOLIDAYS: Calendar = { holidays: new Set() };

/** The calendar for the customers of a segment. @param segment null: the customer has no segment */
export const workCalendarOf = (calendar: Calendar, segment: string | null): WorkCalendar =>
  (segment === null ? undefined : calendar.bySegment?.get(segment)) ?? calendar;

/** How long a customer of a segment may wait. @param segment null: the customer has no segment */
export const waitingHoursOf = (waiting: Waiting, segment: string | null): WaitingHours =>
  (segment === null ? undefined : waiting.bySegment.get(segment)) ?? waiting;
