import { definitionOf, inOrder, Timeline, type EvidenceChange, type RecordedContact } from '#relationship';

/**
 * The facts of a relationship as one instant after the other brings them, of what was known at `knownAt`. What was
 * taken back by then never was, whenever it is said to have happened.
 */
export class FactsOverTime {
  readonly timeline: Timeline;
  private readonly toCome: readonly RecordedContact[];
  private next = 0;

  constructor(contacts: Iterable<RecordedContact>, knownAt: number) {
    const known = [...contacts].filter(({ recordedAt, type }) => recordedAt <= knownAt && !isMarker(type));
    const isRetraction = ({ type }: RecordedContact) => type === 'ContactRetracted';
    this.timeline = Timeline.of(known.filter(isRetraction));
    this.toCome = inOrder(known.filter((each) => !isRetraction(each) && !this.timeline.isRetracted(each.id)));
  }

  /** When the next facts happen; Infinity when none do. */
  get nextAt(): number {
    return this.toCome[this.next]?.at ?? Infinity;
  }

  /** Brings what happens up to an instant, that instant included. @returns the contacts it brought, in order */
  advance(until: number): readonly RecordedContact[] {
    const from = this.next;
    while (this.nextAt <= until) {
      const contact = this.toCome[this.next];
      if (contact === undefined) break;
      this.timeline.add(contact);
      this.next += 1;
    }
    return this.toCome.slice(from, this.next);
  }

  /** What that did to the evidence since it was last asked. */
  takeChange(): EvidenceChange {
    return this.timeline.takeEvidenceChange();
  }
}

/** Markers say what time brought about; nothing is derived from them. */
const isMarker = (type: string): boolean => definitionOf(type)?.isMarker ?? false;
