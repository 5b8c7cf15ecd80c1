import { LRUCache } from 'lru-cache';
import { Timeline, type RecordedContact } from '#relationship';

/** Reads what is on record under one customer id alone. */
export type OwnTimeline = (customerId: string) => Promise<Timeline>;

/**
 * What is on record under a customer id and under all others that merges, in effect or retracted, connect to it.
 * @param own of this id alone
 */
export async function everJoinedWith(
  customerId: string,
  own: Timeline,
  ownOf: OwnTimeline,
): Promise<ReadonlyMap<string, Timeline>> {
  const found = new Map([[customerId, own]]);
  const toRead = [...own.namedInMerges];
  for (let next = toRead.pop(); next !== undefined; next = toRead.pop()) {
    if (found.has(next)) continue;
    const timeline = await ownOf(next);
    found.set(next, timeline);
    toRead.push(...timeline.namedInMerges);
  }
  return found;
}

/** The contacts of all relationships that are or were joined to one, for readers of the log alone; its own where none is. */
export async function contactsEverJoined(
  customerId: string,
  contacts: readonly RecordedContact[],
  contactsOf: (customerId: string) => Promise<readonly RecordedContact[]>,
): Promise<readonly RecordedContact[]> {
  const own = Timeline.of(contacts);
  if (own.namedInMerges.size === 0) return contacts;
  const all = await everJoinedWith(customerId, own, async (each) => Timeline.of(await contactsOf(each)));
  return contactsIn(all.values());
}

const contactsIn = (timelines: Iterable<Timeline>): RecordedContact[] =>
  [...timelines].flatMap((timeline) => [...timeline.recorded()]);

/** @param sizes how many contacts of each customer id are in the timeline */
type Kept = { readonly sizes: Map<string, number>; readonly timeline: Timeline };

/** The most contacts that are kept of merged relationships. Others are joined anew whenever they are asked for. */
const MOST_CONTACTS_KEPT = 100_000;

/** The timelines of joined relationships. What is recorded later is added to them. */
export class JoinedTimelines {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: MOST_CONTACTS_KEPT,
    sizeCalculation: ({ sizes }) => [...sizes.values()].reduce((sum, size) => sum + size, 1),
  });

  /**
   * The relationship to which the id leads, by the merges in effect.
   * @param own of this id alone; returned where no merge names it
   * @param isOwn it will be added to, so it is one of its own
   */
  async of(customerId: string, own: Timeline, ownOf: OwnTimeline, isOwn = false): Promise<Timeline> {
    if (own.namedInMerges.size === 0) return own;
    const all = await everJoinedWith(customerId, own, ownOf);
    if (isOwn) return Timeline.joined(customerId, contactsIn(all.values()));
    const kept = this.kept.get(customerId);
    const timeline = (kept && added(kept, all)) ?? Timeline.joined(customerId, contactsIn(all.values()));
    const sizes = new Map([...all].map(([id, { size }]) => [id, size]));
    this.kept.set(customerId, { sizes, timeline });
    return timeline;
  }

  /** After an erasure: contacts in it may hold personal facts that are not sealed. */
  forget(): void {
    this.kept.clear();
  }
}

/** With what was recorded since; null where that may have changed which relationships are joined. */
function added({ sizes, timeline }: Kept, all: ReadonlyMap<string, Timeline>): Timeline | null {
  if (sizes.size !== all.size) return null;
  const later: RecordedContact[] = [];
  for (const [id, own] of all) {
    const size = sizes.get(id);
    if (size === undefined || size > own.size) return null;
    if (size < own.size) later.push(...[...own.recorded()].slice(size));
  }
  return timeline.joinLater(later) ? timeline : null;
}
