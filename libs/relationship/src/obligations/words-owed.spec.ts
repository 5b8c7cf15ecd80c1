import { day, given, known, on } from '../../../../test/kit/given.js';
import { bad, escalated, HOUR, I, issue, nextBy, open, TICK, update } from '../../../../test/kit/story.js';
import { WAITING_CALENDAR } from '../../../../test/kit/waiting.js';
import { timelineAsOf } from '../timeline/as-of.js';
import { lapsedBy, obligationsOf } from './obligations.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

const owed = (at: number, ...history: readonly RecordedContact[]) =>
  obligationsOf(known(open, ...history), day(at), WAITING_CALENDAR);
const inShort = (at: number, ...history: readonly RecordedContact[]) =>
  owed(at, ...history).map(({ id, dueAt }) => [id, dueAt]);
const report = issue(1, { raisedBy: 'CUSTOMER', severity: 'MAJOR' });
const answerBy = [`RESPOND:${report.id}`, day(1 + 4 * HOUR)];

describe('what the customer waits for', () => {
  it('is an answer, for as long as there is none', () => {
    expect(owed(1, report)).toEqual([
      { id: answerBy[0], kind: 'RESPOND', dueAt: answerBy[1], about: 'issue:I', causeEventId: report.id },
    ]);
    expect(inShort(1 + 4 * HOUR, report)).toEqual([answerBy]);
    expect(inShort(1000, report)).toContainEqual(answerBy);
    expect(inShort(1.1, report, update(1.1, { ...I, ...nextBy(9) })).map(([id]) => id)).not.toContain(answerBy[0]);
  });
  it('is a word in each period of silence after it lapsed; the last one stays owed', () => {
    const periods = (at: number) => inShort(at, report).filter(([id]) => String(id).startsWith('UPDATE'));
    const first = [`UPDATE:${report.id}:1`, day(2 + 4 * HOUR)];
    const second = [`UPDATE:${report.id}:2`, day(3 + 4 * HOUR)];
    expect(periods(1 + 4 * HOUR)).toEqual([]);
    expect(periods(1 + 4 * HOUR + TICK)).toEqual([first]);
    expect(periods(2 + 4 * HOUR)).toEqual([first]);
    expect(periods(2 + 4 * HOUR + TICK)).toEqual([second]);
    expect(periods(1000)).toEqual([second]);
  });
  it('is a word after the last one, unless the next is promised', () => {
    const said = update(1, I);
    const [first, third] = [1, 3].map((period) => [`UPDATE:${said.id}:${period}`, day(1 + period)]);
    expect(inShort(1, report, said)).toEqual([first]);
    expect(inShort(9, report, said)).toEqual([third]);
    const promised = update(1, { ...I, ...nextBy(3) });
    expect(inShort(9, report, promised)).toEqual([[`UPDATE:${promised.id}`, day(3)]]);
  });
  it('is to be told, while we have not told them of what we found', () => {
    const found = issue(1, { severity: 'MAJOR' });
    expect(owed(9, found).map(({ kind }) => kind)).toEqual(['DISCLOSE']);
    const told = bad(2, I);
    expect(inShort(2, found, told)).toEqual([[`UPDATE:${told.id}:1`, day(3)]]);
  });
  it('is nothing where the model sets no hours, or the relationship is closed', () => {
    expect(obligationsOf(known(open, report), day(9))).toEqual([]);
    expect(owed(9, report, on(1.1, 'RelationshipClosed'))).toEqual([]);
  });
  it('is an answer to each of several escalations', () => {
    const both = [escalated(1), escalated(2)] as const;
    expect(inShort(2, ...both)).toEqual(both.map(({ id, at }) => [`RESPOND:${id}`, at + day(1) - day(0)]));
    expect(inShort(3, ...both, update(3))).toEqual([]);
  });
});

it('lapsed are all periods that have passed, and what else is overdue', () => {
  const lapsed = (at: number) => lapsedBy(known(open, report), day(at), WAITING_CALENDAR).map(({ id }) => id);
  const [first, second] = [1, 2].map((period) => `UPDATE:${report.id}:${period}`);
  expect(lapsed(1 + 4 * HOUR)).toEqual([]);
  expect(lapsed(1 + 4 * HOUR + TICK)).toEqual([answerBy[0]]);
  expect(lapsed(3 + 4 * HOUR)).toEqual([answerBy[0], first]);
  expect(lapsed(1000)).toEqual([answerBy[0], first, second]);
  const closed = known(open, report, on(1.5, 'RelationshipClosed'));
  expect(lapsedBy(closed, day(9), WAITING_CALENDAR)).toEqual([]);
});

describe('deferring it', () => {
  const deferring = (at: number, obligationId: string, ...history: readonly RecordedContact[]) =>
    given(open, ...history).when(on(at, 'ObligationDeferred', { obligationId, reason: 'r' }));
  it('needs no model: any wait may be deferred while it lasts', () => {
    expect(deferring(1, `RESPOND:${report.id}`, report)).toBe('RECORDED');
    expect(deferring(2, `UPDATE:${report.id}:2`, report)).toBe('RECORDED');
    const said = update(2, I);
    expect(deferring(3, `UPDATE:${said.id}:3`, report, said)).toBe('RECORDED');
  });
  it('is refused where the customer waits for nothing like it', () => {
    const said = update(2, I);
    for (const id of [`RESPOND:${report.id}`, `UPDATE:${report.id}:1`, `UPDATE:${said.id}:4`])
      expect(deferring(3, id, report, said)).toBe('OBLIGATION_UNKNOWN');
    expect(deferring(3, `RESPOND:${report.id}`, issue(1, { raisedBy: 'CUSTOMER', wordsTracked: false }))).toBe(
      'OBLIGATION_UNKNOWN',
    );
  });
  it('holds as any other deferral', () => {
    const put = on(2, 'ObligationDeferred', { obligationId: `RESPOND:${report.id}`, reason: 'r' });
    const timeline = timelineAsOf([open, report, put], { asOf: day(3), knownAt: Infinity });
    expect(timeline.deferredUntil(`RESPOND:${report.id}`, day(3))).toBe(Infinity);
  });
});
