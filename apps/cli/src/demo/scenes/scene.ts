import { type ContactType, DAY_MS, type FactsIn, type IsoInstant, MINUTE_MS, toIso } from '#relationship';
import type { Calendar } from './calendar.js';
import type { Chance } from './chance.js';
import type { Customer, Role } from './customer.js';
import type { Diary, Entry } from './diary.js';
import type { Repertoire } from './repertoire.js';

/** What stories need to know of an account manager. */
export type Manager = {
  /** The id under which the account manager signs in. */
  readonly owner: string;
  /** How many of the check-ins that the cadence asks for take place, 0 to 1. */
  readonly keepsCadence: number;
  /** Whether things fall due with this account manager and nothing happens. */
  readonly letsSlip: boolean;
  /** How much brighter the account manager sees things than the customer does, in impressions. */
  readonly optimism: number;
};

export type Stage = {
  readonly customer: Customer;
  readonly calendar: Calendar;
  readonly chance: Chance;
  readonly diary: Diary;
  /** What is talked about with this customer. */
  readonly repertoire: Repertoire;
  /** When the year ends, milliseconds since the epoch. */
  readonly until: number;
  /** Who answers for the relationship at that moment. */
  readonly managerAt: (at: number) => Manager;
};

/**
 * Where a story is told: one customer, one account manager, and a time that only moves on. Times are milliseconds since
 * the epoch.
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

  /** Some minutes pass. */
  minutes(min: number, max: number): this {
    this.now += this.chance.whole(min, max) * MINUTE_MS;
    return this;
  }

  /** Some hours pass, by the clock on the wall. */
  hours(min: number, max: number): this {
    return this.minutes(Math.round(min * 60), Math.round(max * 60));
  }

  /** Until some time of a working day of the customer, that many working days on. */
  workdays(min: number, max = min): this {
    const later = this.calendar.workday(this.now, this.chance.whole(min, max), this.chance.between(0.05, 0.95));
    this.now = Math.max(this.now + MINUTE_MS, later);
    return this;
  }

  /** Until the given moment, or on from here where that has passed. */
  to(at: number): this {
    this.now = Math.max(this.now + MINUTE_MS, at - (at % MINUTE_MS));
    return this;
  }

  /** While people are at work: now, or some time of the next working day. */
  atWork(): this {
    const working = this.calendar.working(this.now);
    if (working > this.now) this.now = this.calendar.workday(working, 0, this.chance.between(0.02, 0.9));
    return this;
  }

  /** The end of the working day, that many working days from now. */
  due(workdays: number): number {
    return this.calendar.endOfWorkday(this.now, workdays);
  }

  /** Writes the contact into the diary, a minute after the one before. @returns its key, by which it can be taken back */
  record<T extends ContactType>(type: T, facts: FactsIn<T>, more: Partial<Entry<T>> = {}): string {
    this.written += 1;
    const key = `demo:${this.telling}:${this.written}`;
    this.diary.write({ type, at: this.now, by: this.manager.owner, key, facts, ...more });
    this.now += MINUTE_MS;
    return key;
  }

  /** The customer takes it well (plus) or badly (minus). */
  impress(weight: number): this {
    this.diary.impress(this.now, weight);
    return this;
  }

  /** A new id of this kind at this customer, such as `issue`: unique in the whole book, for people compare notes. */
  id(kind: string): string {
    return `${this.customer.customerId}-${this.diary.numbered(kind)}`;
  }

  /** Somebody there who plays one of the parts; the IT contact where nobody does. */
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
