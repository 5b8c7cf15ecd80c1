import { type ContactType, DAY_MS, declares, type FactsIn } from '#relationship';
import type { Chance } from './chance.js';
import type { PlannedContact } from './planned-contact.js';

const SECOND_MS = 1000;
/** How long people take to record a contact, seconds. */
const LAG_SECONDS = { min: 40, max: 1500 };
/** Older impressions no longer affect whether a customer stays. */
const REMEMBERED_DAYS = 220;

type Draft = Omit<PlannedContact, 'recordedAt'> & { readonly lagMs: number; readonly recordedAt: number | null };
type Impression = { readonly at: number; readonly weight: number };
export type Entry<T extends ContactType> = {
  readonly type: T;
  readonly at: number;
  readonly by: string;
  readonly key: string;
  readonly facts: FactsIn<T>;
  /** Default: within half an hour. */
  readonly recordedAt?: number;
  readonly retracts?: string;
};

/** All contacts with one customer, and the customer's impressions of them. */
export class Diary {
  private readonly drafts: Draft[] = [];
  private readonly impressions: Impression[] = [];
  private readonly closings: { readonly from: number; readonly until: number }[] = [];
  private readonly counts = new Map<string, number>();
  private readonly needs = new Set<string>();
  private endsAt = Infinity;

  constructor(
    readonly customerId: string,
    private readonly chance: Chance,
  ) {}

  write<T extends ContactType>({ type, at, by, key, facts, recordedAt, retracts }: Entry<T>): void {
    this.drafts.push({
      type,
      customerId: this.customerId,
      occurredAt: at,
      recordedAt: recordedAt ?? null,
      lagMs: this.chance.whole(LAG_SECONDS.min, LAG_SECONDS.max) * SECOND_MS,
      recordedBy: by,
      idempotencyKey: key,
      facts,
      retracts: retracts ?? null,
    });
  }

  /** Notes that the customer asked for something because of this need. */
  asks(needId: string): void {
    this.needs.add(needId);
  }

  hasAsked(needId: string): boolean {
    return this.needs.has(needId);
  }

  /** `issue-1`, `issue-2`, ... */
  numbered(kind: string): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return `${kind}-${count}`;
  }

  /** The customer's impression, positive if good. It is not recorded and no score reads it; outcomes depend on it. */
  impress(at: number, weight: number): void {
    this.impressions.push({ at, weight });
  }

  goodwill(at: number): number {
    return this.impressions
      .filter((each) => each.at <= at && each.at > at - REMEMBERED_DAYS * DAY_MS)
      .reduce((sum, { weight }) => sum + weight, 0);
  }

  /** No story begins after this time; stories already begun are finished. */
  windDown(at: number): void {
    this.endsAt = Math.min(this.endsAt, at);
  }

  isWindingDown(at: number): boolean {
    return at >= this.endsAt;
  }

  /** Drops planned contacts between the two times. */
  close(from: number, until = Infinity): void {
    this.closings.push({ from, until });
  }

  private isClosed(at: number): boolean {
    return this.closings.some(({ from, until }) => at > from && at < until);
  }

  /**
   * The contacts recorded by the end of the simulation, in the order of recordedAt. That is the order of occurredAt, except
   * for contacts that were recorded late.
   */
  until(end: number): PlannedContact[] {
    let last = 0;
    const contacts = [...this.drafts]
      .sort((a, b) => a.occurredAt - b.occurredAt)
      .map(({ lagMs, recordedAt, ...draft }): PlannedContact => {
        if (recordedAt !== null) return { ...draft, recordedAt };
        last = Math.max(draft.occurredAt + lagMs, last + SECOND_MS);
        return { ...draft, recordedAt: last };
      });
    const kept = contacts
      .filter(({ type, occurredAt }) => declares(type, 'takenWhenClosed') || !this.isClosed(occurredAt))
      .filter(({ recordedAt }) => recordedAt <= end)
      .sort((a, b) => a.recordedAt - b.recordedAt);
    const keys = new Set(kept.map(({ idempotencyKey }) => idempotencyKey));
    return kept.filter(({ retracts }) => retracts === null || keys.has(retracts));
  }
}
