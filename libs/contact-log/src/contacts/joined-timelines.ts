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

type Kept = { readonly sizes: string; readonly timeline: Timeline };

/** Merged relationships that are kept in memory. Few relationships are merged. */
const MOST_KEPT = 200;

/** The timelines of joined relationships. One is made anew when anything was recorded in any of them. */
export class JoinedTimelines {
  private readonly kept = new LRUCache<string, Kept>({ max: MOST_KEPT });

  /**
   * The relationship to which the id leads, by the merges in effect.
   * @param own of this id alone; returned where no merge names it
   * @param isOwn it will be added to, so it is not kept
   */
  async of(customerId: string, own: Timeline, ownOf: OwnTimeline, isOwn = false): Promise<Timeline> {
    if (own.namedInMerges.size === 0) return own;
    const all = await everJoinedWith(customerId, own, ownOf);
    const sizes = JSON.stringify([...all].map(([id, timeline]) => [id, timeline.size]));
    const kept = this.kept.get(customerId);
    if (kept?.sizes === sizes && !isOwn) return kept.timeline;
    const timeline = Timeline.joined(customerId, contactsIn(all.values()));
    if (isOwn) this.kept.delete(customerId);
    else this.kept.set(customerId, { sizes, timeline });
    return timeline;
  }

  /** After an erasure: contacts in it may hold personal facts that are not sealed. */
  forget(): void {
    this.kept.clear();
  }
}
