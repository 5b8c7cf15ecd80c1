import { Temporal } from 'temporal-polyfill';

const OPENS_AT_MINUTE = 8 * 60 + 30;
const CLOSES_AT_MINUTE = 17 * 60 + 30;
const SATURDAY = 6;

/** Working time where the customer is: Monday to Friday, half past eight to half past five. Times are ms since the epoch. */
export class Calendar {
  /** @param timeZone IANA name */
  constructor(private readonly timeZone: string) {}

  /** The moment itself where it lies in working time, else the start of the next working day. */
  working(at: number): number {
    const local = this.local(at);
    const minute = 60 * local.hour + local.minute;
    const isWorkday = local.dayOfWeek < SATURDAY;
    if (isWorkday && minute >= OPENS_AT_MINUTE && minute < CLOSES_AT_MINUTE) return at;
    const today = local.toPlainDate();
    return this.atMinute(isWorkday && minute < OPENS_AT_MINUTE ? today : nextWorkday(today), OPENS_AT_MINUTE);
  }

  /** @param share how far into the working day, 0 to 1 @param days working days on; 0: the same day, or the next working one */
  workday(at: number, days: number, share: number): number {
    let day = this.local(at).toPlainDate();
    if (day.dayOfWeek >= SATURDAY) day = nextWorkday(day);
    for (let left = days; left > 0; left -= 1) day = nextWorkday(day);
    return this.atMinute(day, OPENS_AT_MINUTE + Math.floor((CLOSES_AT_MINUTE - OPENS_AT_MINUTE) * share));
  }

  /** When the working day ends, that many working days on. */
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
