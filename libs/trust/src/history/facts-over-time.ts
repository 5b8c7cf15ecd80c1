import { declares, finished, inOrder, type RecordedContact, type Steps, Timeline } from '#relationship';

/** Contacts that are added in one step. */
const CONTACTS_A_STEP = 50;

/**
 * Replays the facts of a relationship that were known at `knownAt`, one instant after the other. A contact that was
 * retracted by `knownAt` is left out at every instant.
 */
export class FactsOverTime {
  readonly timeline: Timeline;
  private readonly toCome: readonly RecordedContact[];
  private next = 0;

  constructor(contacts: Iterable<RecordedContact>, knownAt: number) {
    // Markers only record that a time has passed; nothing is derived from them.
    const known = [...contacts].filter(({ recordedAt, type }) => recordedAt <= knownAt && !declares(type, 'marker'));
    const isRetraction = ({ type }: RecordedContact) => declares(type, 'retracts');
    this.timeline = Timeline.of(known.filter(isRetraction));
    this.toCome = inOrder(known.filter((each) => !isRetraction(each) && !this.timeline.isRetracted(each.id)));
  }

  /** When the next facts happen; Infinity when none do. */
  get nextAt(): number {
    return this.toCome[this.next]?.at ?? Infinity;
  }

  /** Adds the contacts up to an instant, that instant included. @returns the added contacts, in order */
  advance(until: number): readonly RecordedContact[] {
    return finished(this.advanceInSteps(until));
  }

  *advanceInSteps(until: number): Steps<readonly RecordedContact[]> {
    const from = this.next;
    while (this.nextAt <= until) {
      const contact = this.toCome[this.next];
      if (contact === undefined) break;
      this.timeline.add(contact);
      this.next += 1;
      if ((this.next - from) % CONTACTS_A_STEP === 0) yield;
    }
    return this.toCome.slice(from, this.next);
  }
}
