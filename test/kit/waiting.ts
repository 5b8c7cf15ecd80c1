import { NO_HOLIDAYS, type Calendar, type WaitingHours } from '#relationship';

/** The hours of trust-beta/3 by severity: 4, 24 and 72 for an answer, a day, a week and 30 days for the next word. */
export const HOURS: WaitingHours = {
  RESPOND: { MINOR: 72, NORMAL: 24, MAJOR: 4 },
  UPDATE: { MINOR: 720, NORMAL: 168, MAJOR: 24 },
};
export const WAITING_CALENDAR: Calendar = { ...NO_HOLIDAYS, waiting: { ...HOURS, bySegment: new Map() } };
