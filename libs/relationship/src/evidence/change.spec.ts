import fc from 'fast-check';
import { aLog } from '../../../../test/laws/histories.js';
import { given, opened } from '../../../../test/kit/given.js';
import { E, bad, promise, retracted } from '../../../../test/kit/story.js';
import { Timeline } from '../timeline.js';
import { changeEntries } from './change.js';
import type { EvidenceEntry } from './entry.js';

const [early, late] = [bad(2, E), bad(3, E)];
const base = [opened(0), promise(1, 10), early, late];
const entries = (): EvidenceEntry[] => [...Timeline.of(base).evidence()];

it('is nothing where two readings say the same, and keeps the earlier', () => {
  const [before, after] = [entries(), entries()];
  const change = changeEntries(before, after);
  expect(change).toEqual({ lost: [], gained: [], now: before });
  expect(change.now).toBe(before);
});

it.each([
  ['severity', { severity: 'MAJOR' }],
  ['selfReported', { selfReported: true }],
  ['class', { class: 'another' }],
  ['at', { at: 0 }],
  ['lapse', { lapse: true }],
  ['causeEventId', { causeEventId: 'another' }],
  ['obligationId', { obligationId: 'another' }],
  ['inform', { inform: null }],
  ['inform.tookMs', { inform: { tookMs: 77, noticeMs: 1 } }],
  ['recovery', { recovery: null }],
  ...(
    [
      'informedWithinNotice',
      'workaroundOffered',
      'reasonExplained',
      'renewedPromiseKept',
      'jointRetrospective',
    ] as const
  ).map((flag) => [`recovery.${flag}`, { recovery: { ...noRecovery(), [flag]: true } }] as const),
])('sees that %s changed, and leaves both ends as they were', (_, changed) => {
  const before = entries();
  const middle = { ...before[1], recovery: noRecovery(), inform: { tookMs: 0, noticeMs: 1 } } as EvidenceEntry;
  const [first, last] = [before[0] as EvidenceEntry, before[2] as EvidenceEntry];
  const { lost, gained, now } = changeEntries(
    [first, middle, last],
    [{ ...first }, { ...middle, ...changed } as never, { ...last }],
  );
  expect(lost).toEqual([middle]);
  expect(gained).toEqual([{ ...middle, ...changed }]);
  expect([now[0], now[2]].map((each, index) => each === [first, last][index])).toEqual([true, true]);
});

it('of a timeline adds up to its evidence, whatever happens and is taken back', () =>
  fc.assert(
    fc.property(aLog, (log) => {
      const timeline = new Timeline();
      let kept: EvidenceEntry[] = [];
      for (const contact of log) {
        timeline.add(contact);
        const { lost, gained } = timeline.takeEvidenceChange();
        expect(lost.every((each) => kept.includes(each))).toBe(true);
        kept = [...kept.filter((each) => !lost.includes(each)), ...gained];
      }
      const sorted = (list: readonly EvidenceEntry[]) => list.map((each) => JSON.stringify(each)).sort();
      expect(sorted(kept)).toEqual(sorted(Timeline.of(log).evidence()));
      expect(timeline.evidence()).toEqual(Timeline.of(log).evidence());
    }),
    { numRuns: 150 },
  ));

it('is there once', () => {
  const timeline = Timeline.of(base);
  expect(timeline.takeEvidenceChange().gained).toHaveLength(given(...base).evidence().length);
  expect(timeline.takeEvidenceChange()).toEqual({ lost: [], gained: [] });
  timeline.add(retracted(5, late));
  expect(timeline.takeEvidenceChange().lost.map(({ causeEventId }) => causeEventId)).toEqual([late.id]);
});

function noRecovery() {
  return {
    informedWithinNotice: false,
    workaroundOffered: false,
    reasonExplained: false,
    renewedPromiseKept: false,
    jointRetrospective: false,
  };
}
