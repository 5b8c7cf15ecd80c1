import { addHours } from '../calendar/business-hours.js';
import { waitingHoursOf, workCalendarOf, type Calendar } from '../calendar/calendar.js';
import type { DueAfter } from '../matters/wait.js';
import type { ProfileHistory } from './profile-history.js';

/**
 * How long the customer may wait, by the hours of the calendar and the terms when the wait begins. A wait ends with the
 * closing of the relationship and begins again when it is reopened. Null where the calendar sets no hours.
 */
export function patience(profiles: ProfileHistory, calendar: Calendar): DueAfter | null {
  const { waiting } = calendar;
  if (waiting === undefined) return null;
  return (kind, severity, from) => {
    for (let open = profiles.openFrom(from); open !== null;) {
      const profile = profiles.at(open) ?? profiles.now;
      if (profile === null) return null;
      const hours = waitingHoursOf(waiting, profile.segment)[kind][severity];
      const dueAt = addHours(open, hours, profile.timeZone, workCalendarOf(calendar, profile.segment));
      const closedAt = profiles.closedBetween(open, dueAt);
      if (closedAt === null) return dueAt;
      open = profiles.openFrom(closedAt);
    }
    return null;
  };
}
