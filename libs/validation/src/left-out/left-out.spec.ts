import { effectOfLosing } from './effect-on-labels.js';
import { labelsAffected, NOTHING_LEFT_OUT, shareLeftOut } from './left-out.js';
import { LeftOutTally } from './left-out-tally.js';

const entry = (line: number, value = 'soon') => ({
  line,
  column: 'due',
  value,
  says: 'dueAt is no time',
  labels: { missing: 0, doubtful: 1 },
});

it('counts by kind and code, and keeps the first five examples', () => {
  const tally = new LeftOutTally();
  for (let line = 1; line <= 7; line += 1) tally.add({ kind: 'ROW_UNREADABLE', ...entry(line) });
  tally.add({ kind: 'CONTACT_REFUSED', code: 'DUE_IN_PAST', ...entry(8), labels: { missing: 1, doubtful: 0 } });
  const leftOut = tally.total(100);
  expect(leftOut.records).toBe(100);
  expect(leftOut.counts).toMatchObject([
    { kind: 'ROW_UNREADABLE', code: null, count: 7, labels: { missing: 0, doubtful: 7 } },
    { kind: 'CONTACT_REFUSED', code: 'DUE_IN_PAST', count: 1, labels: { missing: 1, doubtful: 0 } },
  ]);
  expect(leftOut.counts[0]?.examples.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  expect(labelsAffected(leftOut)).toEqual({ missing: 1, doubtful: 7 });
});

it('shortens a long value', () => {
  const tally = new LeftOutTally();
  tally.add({ kind: 'ROW_UNREADABLE', ...entry(1, 'x'.repeat(1000)) });
  expect(tally.total(1).counts[0]?.examples[0]?.value).toHaveLength(83);
});

it('takes the larger share: of the records, or of the labels', () => {
  const tally = new LeftOutTally();
  tally.add({ kind: 'CONTACT_REFUSED', code: 'DUE_IN_PAST', ...entry(8), labels: { missing: 1, doubtful: 0 } });
  expect(shareLeftOut(tally.total(1000), 99)).toBe(0.01);
  expect(shareLeftOut(tally.total(10), 99)).toBe(0.1);
  expect(shareLeftOut(tally.total(0), 0)).toBe(1);
  expect(shareLeftOut(NOTHING_LEFT_OUT, 0)).toBe(0);
});

it('knows which contacts labels are made from', () => {
  expect(effectOfLosing('ExpectationSet', 'PROMISES')).toEqual({ missing: 1, doubtful: 0 });
  expect(effectOfLosing('ExpectationMet', 'PROMISES')).toEqual({ missing: 0, doubtful: 1 });
  expect(effectOfLosing('CheckInHeld', 'PROMISES')).toEqual({ missing: 0, doubtful: 0 });
  expect(effectOfLosing('ExpectationSet', 'OUTCOMES')).toEqual({ missing: 0, doubtful: 0 });
});
