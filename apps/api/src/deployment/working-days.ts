import type { Calendar } from '#relationship';

/** The calendar by which working days are counted, in a form that can be injected. */
export class WorkingDays {
  constructor(readonly calendar: Calendar) {}
}
