import fc from 'fast-check';
import { WAITING_CALENDAR } from '../../../../test/kit/waiting.js';
import { aLog } from '../../../../test/laws/histories.js';
import { NO_HOLIDAYS } from '../calendar/calendar.js';
import { given, opened } from '../../../../test/kit/given.js';
import { kindsAmong } from '../../../../test/kit/examples.js';
import { E, bad, promise, retracted } from '../../../../test/kit/story.js';
import { Timeline } from '../timeline/timeline.js';
import { changeEntries } from './evidence-change.js';
import type { EvidenceEntry } from './evidence-entry.js';

const [early, late] = [bad(2, E), bad(3, E)];
const base = [opened(0), promise(1, 10), early, late];
const entries = (): EvidenceEntry[] => [...Timeline.of(base).evidence()];

it('is nothing where two readings say the same, and keeps the earlier', () => {
  const [before, after] = [entries(), entries()];
  const change = changeEntries(before, after);
  expect(change).toEqual({ lost: [], gained: [], now: before });
  expect(change.now).toBe(before);
});

const WITHOUT_RECOVERY = {
  informedWithinNotice: false,
  workaroundOffered: false,
  reasonExplained: false,
  renewedPromiseKept: false,
  jointRetrospective: false,
};
const OTHERWISE: readonly Partial<EvidenceEntry>[] = [
  { severity: 'MAJOR' },
  { selfReported: true },
  { class: 'another' },
  { at: 0 },
  { lapse: true },
  { causeEventId: 'another' },
  { obligationId: 'another' },
  { inform: null },
  { inform: { tookMs: 77, noticeMs: 1 } },
  { inform: { tookMs: 0, noticeMs: 77 } },
  { recovery: null },
  ...Object.keys(WITHOUT_RECOVERY).map((flag) => ({ recovery: { ...WITHOUT_RECOVERY, [flag]: true } })),
];

it.each(OTHERWISE.map((changed) => [JSON.stringify(changed), changed] as const))(
  'sees %s, and leaves both ends as they were',
  (_, changed) => {
    const [first, second, last] = entries() as [EvidenceEntry, EvidenceEntry, EvidenceEntry];
    const middle: EvidenceEntry = { ...second, recovery: WITHOUT_RECOVERY, inform: { tookMs: 0, noticeMs: 1 } };
    const after = [{ ...first }, { ...middle, ...changed }, { ...last }];
    const { lost, gained, now } = changeEntries([first, middle, last], after);
    expect(lost).toEqual([middle]);
    expect(gained).toEqual([{ ...middle, ...changed }]);
    expect([now[0] === first, now[2] === last]).toEqual([true, true]);
  },
);

describe('between two readings', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((causeEventId) => ({ ...entries()[0], causeEventId })) as [
    EvidenceEntry,
    EvidenceEntry,
    EvidenceEntry,
    EvidenceEntry,
  ];
  it.each<[string, EvidenceEntry[], EvidenceEntry[], EvidenceEntry[], EvidenceEntry[]]>([
    ['one more at the end', [a, b], [a, b, c], [], [c]],
    ['one more at the start', [b, c], [a, b, c], [], [a]],
    ['one more within', [a, c], [a, b, c], [], [b]],
    ['one less', [a, b, c], [a, c], [b], []],
    ['the same once more', [a, b], [a, a, b], [], [a]],
    ['the same once less', [a, a, a], [a], [a, a], []],
    ['all of it', [a, b], [c, d], [a, b], [c, d]],
    ['from nothing', [], [a], [], [a]],
    ['to nothing', [a, b], [], [a, b], []],
    ['both ends', [a, b, c], [d, b, a], [a, b, c], [d, b, a]],
  ])('%s', (_name, before, after, lost, gained) => {
    expect(changeEntries(before, after)).toEqual({ lost, gained, now: after });
  });
  it('sees what was made good where nothing could be before, and nothing where nothing can', () => {
    const [bare, good] = [
      { ...a, recovery: null },
      { ...a, recovery: WITHOUT_RECOVERY },
    ];
    expect(changeEntries([bare], [{ ...bare }])).toEqual({ lost: [], gained: [], now: [bare] });
    expect(changeEntries([bare], [good])).toEqual({ lost: [bare], gained: [good], now: [good] });
    expect(changeEntries([good], [bare])).toEqual({ lost: [good], gained: [bare], now: [bare] });
  });
});

it('of a timeline adds up to its evidence, whatever happens and is taken back', () =>
  fc.assert(
    fc.property(aLog, fc.constantFrom(NO_HOLIDAYS, WAITING_CALENDAR), (log, calendar) => {
      const timeline = new Timeline();
      let kept: EvidenceEntry[] = [];
      for (const contact of log) {
        timeline.add(contact);
        const { lost, gained } = timeline.takeEvidenceChange(calendar);
        expect(lost.every((each) => kept.includes(each))).toBe(true);
        kept = [...kept.filter((each) => !lost.includes(each)), ...gained];
      }
      const sorted = (list: readonly EvidenceEntry[]) => list.map((each) => JSON.stringify(each)).sort();
      expect(sorted(kept)).toEqual(sorted(Timeline.of(log).evidence(calendar)));
      expect(timeline.evidence(calendar)).toEqual(Timeline.of(log).evidence(calendar));
      expect(timeline.evidence()).toEqual(Timeline.of(log).evidence());
    }),
    { numRuns: 150 },
  ));

it('of a timeline brings entries and takes them away among the examples', () => {
  const kinds = kindsAmong(aLog, 50, (log) => {
    const timeline = new Timeline();
    return log.flatMap((contact) => {
      timeline.add(contact);
      const { lost, gained } = timeline.takeEvidenceChange();
      return [...lost.map(() => 'lost'), ...gained.map(() => 'gained')];
    });
  });
  expect(kinds).toEqual(['gained', 'lost']);
});

it('is there once', () => {
  const timeline = Timeline.of(base);
  expect(timeline.takeEvidenceChange().gained).toHaveLength(given(...base).evidence().length);
  expect(timeline.takeEvidenceChange()).toEqual({ lost: [], gained: [] });
  timeline.add(retracted(5, late));
  expect(timeline.takeEvidenceChange().lost.map(({ causeEventId }) => causeEventId)).toEqual([late.id]);
});
