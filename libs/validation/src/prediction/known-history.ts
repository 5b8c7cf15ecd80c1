import {
  compareEntries,
  isInteraction,
  Timeline,
  type Calendar,
  type EvidenceChange,
  type EvidenceEntry,
  type Profile,
  type RecordedContact,
} from '#relationship';
import { Ledger, priorOf, type OwnRecord, type PriorChoice, type TrustModel, type Weighed } from '#trust';
import { KnownAnswers } from './known-answers.js';
import { MostFrequent } from './most-frequent.js';

/**
 * What is known of one relationship while its contacts arrive. To add a contact costs what its own matter costs, not what the
 * whole history costs, so thousands of promises of one customer take linear time.
 */
export class KnownHistory {
  private readonly timeline = new Timeline();
  /** By the hours that a customer may wait: models with the same hours have the same evidence. */
  private readonly ledgers = new Map<Calendar['waiting'], Map<TrustModel, Ledger>>();
  private readonly answers: KnownAnswers;
  /** In the order of `compareEntries`. */
  private readonly entries: EvidenceEntry[] = [];
  private readonly recorders = new MostFrequent();
  private lastInteractionAt: number | null = null;

  /** @param groupOf the group of a promise where it is not the recorded one, by its id */
  constructor(groupOf: ReadonlyMap<string, string | null> = new Map()) {
    this.answers = new KnownAnswers(this.timeline, groupOf);
  }

  add(contact: RecordedContact): void {
    this.timeline.add(contact);
    this.answers.touch(contact);
    this.recorders.add(contact.recordedBy);
    if (isInteraction(contact)) this.lastInteractionAt = Math.max(contact.at, this.lastInteractionAt ?? contact.at);
  }

  /** The evidence so far under a model. Read it before the next contact is added. */
  under(model: TrustModel): Weighed {
    const { calendar } = model;
    if (calendar.waiting === undefined) this.takeChange();
    else this.apply(this.timeline.takeEvidenceChange(calendar), calendar.waiting);
    const alike = this.ledgersBy(calendar.waiting);
    let ledger = alike.get(model);
    if (ledger === undefined) alike.set(model, (ledger = new Ledger(model, this.timeline.evidence(calendar))));
    return ledger.weighed;
  }

  /** The last evidence that counts at a time, milliseconds since the epoch; null before any. */
  lastEvidence(asOf: number): EvidenceEntry | null {
    this.takeChange();
    return this.entries.findLast(({ at, lapse }) => (lapse ? at < asOf : at <= asOf)) ?? null;
  }

  /** The answered promises of the customer in a group. @param asOf milliseconds since the epoch; it never goes back */
  ownRecord(group: string | null, asOf: number): OwnRecord {
    return this.answers.of(group, asOf);
  }

  get size(): number {
    return this.timeline.size;
  }

  get prior(): PriorChoice {
    return priorOf(this.timeline) ?? {};
  }

  get profile(): Profile | null {
    return this.timeline.profile;
  }

  /** When the last interaction with the customer was, milliseconds since the epoch; null before any. */
  get lastContactAt(): number | null {
    return this.lastInteractionAt;
  }

  /** Who recorded most of the contacts; null before any. */
  get recorder(): string | null {
    return this.recorders.value;
  }

  /** Takes in what has changed of the evidence that depends on no hours. */
  private takeChange(): void {
    const change = this.timeline.takeEvidenceChange();
    for (const entry of change.lost) this.entries.splice(this.entries.lastIndexOf(entry), 1);
    for (const entry of change.gained) insert(this.entries, entry);
    this.apply(change, undefined);
  }

  private apply(change: EvidenceChange, waiting: Calendar['waiting']): void {
    for (const ledger of this.ledgersBy(waiting).values()) ledger.apply(change);
  }

  private ledgersBy(waiting: Calendar['waiting']): Map<TrustModel, Ledger> {
    let alike = this.ledgers.get(waiting);
    if (alike === undefined) this.ledgers.set(waiting, (alike = new Map<TrustModel, Ledger>()));
    return alike;
  }
}

/** Evidence mostly arrives in order, so the search starts at the end. */
function insert(sorted: EvidenceEntry[], entry: EvidenceEntry): void {
  let index = sorted.length;
  while (index > 0 && compareEntries(sorted[index - 1] as EvidenceEntry, entry) > 0) index -= 1;
  sorted.splice(index, 0, entry);
}
