import { Temporal } from 'temporal-polyfill';

const OPENS_AT_MINUTE = 8 * 60 + 30;
const CLOSES_AT_MINUTE = 17 * 60 + 30;
const SATURDAY = 6;

/** Working time in the customer's time zone: Monday to Friday, 08:30 to 17:30. Times are ms since the epoch. */
export class Calendar {
  /** @param timeZone IANA name */
  constructor(private readonly timeZone: string) {}

  /** The time itself if it is in working time, else the start of the next working time. */
  working(at: number): number {
    const local = this.local(at);
    const minute = 60 * local.hour + local.minute;
    const isWorkday = local.dayOfWeek < SATURDAY;
    if (isWorkday && minute >= OPENS_AT_MINUTE && minute < CLOSES_AT_MINUTE) return at;
    const today = local.toPlainDate();
    return this.atMinute(isWorkday && minute < OPENS_AT_MINUTE ? today : nextWorkday(today), OPENS_AT_MINUTE);
  }

  /** @param days working days later; 0: the same day, or the next working day @param share how far into that day, 0 to 1 */
  workday(at: number, days: number, share: number): number {
    let day = this.local(at).toPlainDate();
    if (day.dayOfWeek >= SATURDAY) day = nextWorkday(day);
    for (let left = days; left > 0; left -= 1) day = nextWorkday(day);
    return this.atMinute(day, OPENS_AT_MINUTE + Math.floor((CLOSES_AT_MINUTE - OPENS_AT_MINUTE) * share));
  }

  /** The end of the working day that is so many working days later. */
  endOfWorkday(at: number, days: number): number {
    return this.workday(at, days, 1);
  }

  private local(at: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(this.timeZone);
  }

  private atMinute(day: Temporal.PlainDate, minute: number): number {
    const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 };
    return day.toZonedDateTime({ timeZone: this.timeZone, plainTime }).epochMilliseconds;
  }
}

function nextWorkday(day: Temporal.PlainDate): Temporal.PlainDate {
  let next = day.add({ days: 1 });
  while (next.dayOfWeek >= SATURDAY) next = next.add({ days: 1 });
  return next;
}
