import fc from 'fast-check';
import { DAY_MS, Timeline, obligationsOf, timelineAsOf, type RecordedContact } from '#relationship';
import { assess, assessTimeline, TRUST_BETA_3 as model } from '#trust';
import { DAY_ZERO, on } from '../kit/given.js';
import { aLog, aMoment } from './histories.js';

const MERGED_AT = DAY_ZERO + 365 * DAY_MS;

const under = (customerId: string, contact: RecordedContact): RecordedContact => ({
  ...contact,
  data: { ...contact.data, customerId },
});

/** A history of one relationship, and the same as if parts of it had been recorded under other ids, which were then merged. */
const aSplitLog = fc
  .tuple(aLog, fc.infiniteStream(fc.constantFrom('a', 'b', 'c')), fc.constantFrom('a', 'b'))
  .map(([log, ids, aInto]) => {
    const whole = log.map((contact) => under('c', contact));
    const split = log.map((contact) => under(ids.next().value as string, contact));
    const merges = [
      on(0, 'RelationshipsMerged', { customerId: 'c', absorbedId: 'b', recordedAt: MERGED_AT }),
      on(0, 'RelationshipsMerged', { customerId: aInto === 'a' ? 'c' : 'b', absorbedId: 'a', recordedAt: MERGED_AT }),
    ].map((merge, index) => ({ ...merge, position: BigInt(log.length + 1 + index) }));
    return { whole, split, merges };
  });

const clocks = (asOf: number, knownAt = Infinity) => ({ asOf, knownAt });
const bytes = (timeline: Timeline, asOf: number) =>
  JSON.stringify([assessTimeline(timeline, asOf, model), obligationsOf(timeline, asOf)]);

describe('relationships that were merged', () => {
  it('score and owe to the byte what a history recorded under one id does, at every time and under every id', () =>
    fc.assert(
      fc.property(aSplitLog, aMoment, fc.constantFrom('a', 'b', 'c'), ({ whole, split, merges }, asOf, asked) => {
        const merged = timelineAsOf([...split, ...merges], clocks(asOf), asked);
        expect(bytes(merged, asOf)).toBe(bytes(timelineAsOf(whole, clocks(asOf)), asOf));
        expect(bytes(Timeline.joined(asked, [...split, ...merges]), asOf + MERGED_AT)).toBe(
          bytes(Timeline.of(whole), asOf + MERGED_AT),
        );
        expect(merged.size === 0 || merged.customerId === 'c').toBe(true);
      }),
      { numRuns: 150 },
    ));

  it('are those that they were for whoever looks at what was known before, and once the merges are retracted', () =>
    fc.assert(
      fc.property(aSplitLog, aMoment, fc.constantFrom('a', 'b', 'c'), ({ split, merges }, asOf, asked) => {
        const own = split.filter(({ data }) => data.customerId === asked);
        const alone = timelineAsOf(own, clocks(asOf, MERGED_AT - 1));
        const all = [...split, ...merges];
        expect(bytes(timelineAsOf(all, clocks(asOf, MERGED_AT - 1), asked), asOf)).toBe(bytes(alone, asOf));
        const retractions = merges.map(({ id, data: { customerId } }, index) => ({
          ...on(1, 'ContactRetracted', { customerId, contactId: id, recordedAt: MERGED_AT + 1 }),
          position: BigInt(all.length + 1 + index),
        }));
        const again = timelineAsOf([...all, ...retractions], clocks(asOf), asked);
        const { score } = assessTimeline(again, asOf, model) ?? { score: null };
        expect(score).toBe(assess(own, { ...clocks(asOf), model })?.score ?? null);
      }),
      { numRuns: 150 },
    ));
});
