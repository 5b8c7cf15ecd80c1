import type { EvidenceEntry, Profile, RecordedContact } from '#relationship';
import { FactsOverTime } from '#trust';
import { type EvidenceColumns, recoveryCode, severityCode } from './evidence-columns.js';
import { Dictionary, Growing } from './growing.js';

/** The times that the columns cover; milliseconds since the epoch. */
export type Scope = {
  /** Only facts that were recorded by then. */
  readonly knownAt: number;
  /** The columns are right as of any time from then on. Earlier facts are applied in one step, which costs less. */
  readonly since: number;
};
const EVERYTHING: Scope = { knownAt: Infinity, since: -Infinity };

/** Derives the evidence of relationships, one after another, and writes it to columns. */
export class ColumnsWriter {
  private readonly customers: string[] = [];
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
      const { lost, gained } = facts.timeline.takeEvidenceChange();
      for (const entry of lost) {
        const row = rowsInForce.get(entry);
        if (row === undefined) throw new RangeError('an evidence entry was lost that was never gained');
        this.entries.until.set(row, at);
        rowsInForce.delete(entry);
      }
      for (const entry of gained) rowsInForce.set(entry, this.pushEntry(entry, at));
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
      segments: this.segments.texts,
      owners: this.owners.texts,
      entryEnds: this.entryEnds.done(),
      termEnds: this.termEnds.done(),
      contacts: this.contacts.done(),
      entries: doneAll(this.entries),
      terms: doneAll(this.terms),
    };
  }

  private pushEntry(entry: EvidenceEntry, from: number): number {
    const { entries } = this;
    const row = entries.at.length;
    entries.class.push(this.classes.placeOf(entry.class));
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
