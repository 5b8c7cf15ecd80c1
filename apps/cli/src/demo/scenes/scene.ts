import { type ContactType, DAY_MS, type FactsIn, type IsoInstant, MINUTE_MS, toIso } from '#relationship';
import type { Calendar } from './calendar.js';
import type { Chance } from './chance.js';
import type { Customer, Role } from './customer.js';
import type { Diary, Entry } from './diary.js';
import type { Repertoire } from './repertoire.js';

/** The traits of an account manager that stories use. */
export type Manager = {
  /** The user id of the account manager. */
  readonly owner: string;
  /** The share of the check-ins required by the cadence that take place, 0 to 1. */
  readonly keepsCadence: number;
  /** True if this account manager lets due times pass. */
  readonly letsSlip: boolean;
  /** How much better the account manager rates the relationship than the customer does, in impressions. */
  readonly optimism: number;
};

export type Stage = {
  readonly customer: Customer;
  readonly calendar: Calendar;
  readonly chance: Chance;
  readonly diary: Diary;
  /** The texts for this customer. */
  readonly repertoire: Repertoire;
  /** When the year ends, milliseconds since the epoch. */
  readonly until: number;
  /** The owner of the relationship at that time. */
  readonly managerAt: (at: number) => Manager;
};

/**
 * The state of a story: one customer, one account manager, and a time that only moves forward. Times are milliseconds
 * since the epoch.
 */
export class Scene {
  readonly customer: Customer;
  readonly chance: Chance;
  readonly diary: Diary;
  readonly repertoire: Repertoire;
  readonly calendar: Calendar;
  readonly manager: Manager;
  private readonly until: number;
  private written = 0;

  /** @param telling unique within the customer: it goes into the keys of the contacts */
  constructor(
    stage: Stage,
    readonly telling: string,
    private now: number,
  ) {
    this.customer = stage.customer;
    this.chance = stage.chance;
    this.diary = stage.diary;
    this.repertoire = stage.repertoire;
    this.calendar = stage.calendar;
    this.until = stage.until;
    this.manager = stage.managerAt(now);
    this.now = now - (now % MINUTE_MS);
  }

  get at(): number {
    return this.now;
  }

  /** Moves forward by some minutes. */
  minutes(min: number, max: number): this {
    this.now += this.chance.whole(min, max) * MINUTE_MS;
    return this;
  }

  /** Moves forward by some hours of elapsed time. */
  hours(min: number, max: number): this {
    return this.minutes(Math.round(min * 60), Math.round(max * 60));
  }

  /** Moves forward by that many working days of the customer, to a random time in working hours. */
  workdays(min: number, max = min): this {
    const later = this.calendar.workday(this.now, this.chance.whole(min, max), this.chance.between(0.05, 0.95));
    this.now = Math.max(this.now + MINUTE_MS, later);
    return this;
  }

  /** Moves to the given time, or a minute forward if that has passed. */
  to(at: number): this {
    this.now = Math.max(this.now + MINUTE_MS, at - (at % MINUTE_MS));
    return this;
  }

  /** Stays if it is working time, else moves to a random time in the next working day. */
  atWork(): this {
    const working = this.calendar.working(this.now);
    if (working > this.now) this.now = this.calendar.workday(working, 0, this.chance.between(0.02, 0.9));
    return this;
  }

  /** The end of the working day that is so many working days from now. */
  due(workdays: number): number {
    return this.calendar.endOfWorkday(this.now, workdays);
  }

  /** Writes a contact into the diary, then moves forward a minute. @returns its key, needed to retract it */
  record<T extends ContactType>(type: T, facts: FactsIn<T>, more: Partial<Entry<T>> = {}): string {
    this.written += 1;
    const key = `demo:${this.telling}:${this.written}`;
    this.diary.write({ type, at: this.now, by: this.manager.owner, key, facts, ...more });
    this.now += MINUTE_MS;
    return key;
  }

  /** Adds an impression of the customer: positive if good, negative if bad. */
  impress(weight: number): this {
    this.diary.impress(this.now, weight);
    return this;
  }

  /** A new id of this kind, such as `issue`; it is unique across customers. */
  id(kind: string): string {
    return `${this.customer.customerId}-${this.diary.numbered(kind)}`;
  }

  /** A random person in one of these roles, or any person if nobody has one. */
  stakeholder(...roles: readonly Role[]): string {
    const { people } = this.customer;
    const fitting = people.filter(({ role }) => roles.includes(role));
    return this.chance.pick(fitting.length > 0 ? fitting : people).stakeholderId;
  }

  get daysLeft(): number {
    return (this.until - this.now) / DAY_MS;
  }

  inHours(hours: number): IsoInstant {
    return toIso(this.now + Math.round(hours * 60) * MINUTE_MS);
  }

  inDays(days: number): IsoInstant {
    return toIso(this.now + Math.round(days * DAY_MS));
  }

  hoursAgo(hours: number): IsoInstant {
    return this.inHours(-hours);
  }
}
