import { NO_HOLIDAYS, type Calendar, type EvidenceEntry, type Profile, type RecordedContact } from '#relationship';
import { FactsOverTime, waitingOf } from '#trust';
import { type EvidenceColumns, recoveryCode, severityCode } from './evidence-columns.js';
import { Dictionary, Growing } from './growing.js';
import { classUnder, dependsOnHours, nameOfHours, type WaitingDocument } from './hours.js';

/** The times that the columns cover; milliseconds since the epoch. */
export type Scope = {
  /** Only facts that were recorded by then. */
  readonly knownAt: number;
  /** The columns are right as of any time from then on. Earlier facts are applied in one step, which costs less. */
  readonly since: number;
};
const EVERYTHING: Scope = { knownAt: Infinity, since: -Infinity };

/** One set of hours, and the evidence under it. Null: there are none, so no waiting is evidence. */
type Under = { readonly hours: string | null; readonly calendar: Calendar };

/** Derives the evidence of relationships, one after another, and writes it to columns. */
export class ColumnsWriter {
  private readonly customers: string[] = [];
  private readonly under: readonly Under[];
  private readonly classes = new Dictionary();
  private readonly segments = new Dictionary();
  private readonly owners = new Dictionary();
  private readonly entryEnds = new Growing(Uint32Array);
  private readonly termEnds = new Growing(Uint32Array);
  private readonly contacts = new Growing(Uint32Array);
  private readonly entries = {
    class: new Growing(Uint16Array),
    at: new Growing(Float64Array),
    lapse: new Growing(Uint8Array),
    severity: new Growing(Uint8Array),
    selfReported: new Growing(Uint8Array),
    tookMs: new Growing(Float64Array),
    noticeMs: new Growing(Float64Array),
    recovery: new Growing(Uint8Array),
    from: new Growing(Float64Array),
    until: new Growing(Float64Array),
  };
  private readonly terms = {
    from: new Growing(Float64Array),
    openingTrust: new Growing(Float64Array),
    segment: new Growing(Uint32Array),
    owner: new Growing(Uint32Array),
    closed: new Growing(Uint8Array),
  };

  /** @param waitings the sets of hours of the models that will weigh the columns @param calendar the days and hours worked */
  constructor(waitings: readonly WaitingDocument[] = [], calendar: Calendar = NO_HOLIDAYS) {
    const byName = new Map(waitings.map((waiting) => [nameOfHours(waiting), waiting]));
    const under = [...byName].map(([hours, waiting]) => ({
      hours,
      calendar: { ...calendar, waiting: waitingOf({ waiting }) },
    }));
    this.under = under.length > 0 ? under : [{ hours: null, calendar }];
  }

  /**
   * Adds a relationship, in the order in which its facts happened.
   * @param contacts of one relationship, in any order
   */
  add(customerId: string, contacts: readonly RecordedContact[], { knownAt, since }: Scope = EVERYTHING): void {
    const facts = new FactsOverTime(contacts, knownAt);
    if (facts.nextAt === Infinity) return;
    const rowsInForce = new Map<EvidenceEntry, number>();
    let profile: Profile | null = null;
    while (facts.nextAt < Infinity) {
      const at = Math.max(facts.nextAt, since);
      facts.advance(at);
      for (const [index, { hours, calendar }] of this.under.entries()) {
        // What does not depend on hours is the same under all of them.
        const isRead = (entry: EvidenceEntry) => index === 0 || dependsOnHours(entry.class);
        const { lost, gained } = facts.timeline.takeEvidenceChange(calendar);
        for (const entry of lost.filter(isRead)) {
          const row = rowsInForce.get(entry);
          if (row === undefined) throw new RangeError('an evidence entry was lost that was never gained');
          this.entries.until.set(row, at);
          rowsInForce.delete(entry);
        }
        for (const entry of gained.filter(isRead)) rowsInForce.set(entry, this.pushEntry(entry, hours, at));
      }
      if (facts.timeline.profile === profile) continue;
      ({ profile } = facts.timeline);
      if (profile !== null) this.pushTerms(profile, at);
    }
    this.customers.push(customerId);
    this.contacts.push(contacts.length);
    this.entryEnds.push(this.entries.at.length);
    this.termEnds.push(this.terms.from.length);
  }

  /** How many entries were written. */
  get size(): number {
    return this.entries.at.length;
  }

  /** How many relationships were written. */
  get relationships(): number {
    return this.customers.length;
  }

  done(): EvidenceColumns {
    return {
      customers: this.customers,
      classes: this.classes.texts,
      hours: this.under.flatMap(({ hours }) => hours ?? []),
      segments: this.segments.texts,
      owners: this.owners.texts,
      entryEnds: this.entryEnds.done(),
      termEnds: this.termEnds.done(),
      contacts: this.contacts.done(),
      entries: doneAll(this.entries),
      terms: doneAll(this.terms),
    };
  }

  private pushEntry(entry: EvidenceEntry, hours: string | null, from: number): number {
    const { entries } = this;
    const row = entries.at.length;
    entries.class.push(this.classes.placeOf(classUnder(entry.class, hours)));
    entries.at.push(entry.at);
    entries.lapse.push(Number(entry.lapse));
    entries.severity.push(severityCode(entry.severity));
    entries.selfReported.push(Number(entry.selfReported));
    entries.tookMs.push(entry.inform?.tookMs ?? 0);
    entries.noticeMs.push(entry.inform?.noticeMs ?? 0);
    entries.recovery.push(recoveryCode(entry.recovery));
    entries.from.push(from);
    entries.until.push(Infinity);
    return row;
  }

  private pushTerms({ openingTrust, segment, owner, closed }: Profile, from: number): void {
    const { terms } = this;
    terms.from.push(from);
    terms.openingTrust.push(openingTrust ?? NaN);
    terms.segment.push(segment === null ? 0 : 1 + this.segments.placeOf(segment));
    terms.owner.push(owner === null ? 0 : 1 + this.owners.placeOf(owner));
    terms.closed.push(Number(closed));
  }
}

type Done<C> = { readonly [K in keyof C]: C[K] extends Growing<infer T> ? T : never };

function doneAll<C extends Record<string, { done(): unknown }>>(columns: C): Done<C> {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.done()])) as Done<C>;
}
