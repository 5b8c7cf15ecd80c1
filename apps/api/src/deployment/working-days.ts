import type { Calendar } from '#relationship';

/** The calendar that counts working days; a class so that it can be injected. */
export class WorkingDays {
  constructor(readonly calendar: Calendar) {}
}
