import { DateTime } from 'luxon';

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
    const minute = minuteOfDay(local);
    if (local.weekday < SATURDAY && minute >= OPENS_AT_MINUTE && minute < CLOSES_AT_MINUTE) return at;
    const isBefore = local.weekday < SATURDAY && minute < OPENS_AT_MINUTE;
    return this.atMinute(isBefore ? local : nextWorkday(local), OPENS_AT_MINUTE);
  }

  /** @param share how far into the working day, 0 to 1 @param days working days on; 0: the same day, or the next working one */
  workday(at: number, days: number, share: number): number {
    let local = this.local(at);
    if (local.weekday >= SATURDAY) local = nextWorkday(local);
    for (let left = days; left > 0; left -= 1) local = nextWorkday(local);
    return this.atMinute(local, OPENS_AT_MINUTE + Math.floor((CLOSES_AT_MINUTE - OPENS_AT_MINUTE) * share));
  }

  /** When the working day ends, that many working days on. */
  endOfWorkday(at: number, days: number): number {
    return this.workday(at, days, 1);
  }

  private local(at: number): DateTime {
    return DateTime.fromMillis(at, { zone: this.timeZone });
  }

  private atMinute(day: DateTime, minute: number): number {
    return day.set({ hour: Math.floor(minute / 60), minute: minute % 60, second: 0, millisecond: 0 }).toMillis();
  }
}

const minuteOfDay = ({ hour, minute }: DateTime): number => 60 * hour + minute;

function nextWorkday(local: DateTime): DateTime {
  let next = local.plus({ days: 1 });
  while (next.weekday >= SATURDAY) next = next.plus({ days: 1 });
  return next;
}
