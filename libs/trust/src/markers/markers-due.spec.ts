import type { RecordedContact } from '#relationship';
import { day, isoDay, on, opened } from '../../../../test/kit/given.js';
import { E, I, issue, met, promise, reset, update, withdrawn } from '../../../../test/kit/story.js';
import { TRUST_BETA_1, TRUST_BETA_3 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import { markersDue, type Watched } from './markers-due.js';

const HOUR = 1 / 24;
const watched = { model: TRUST_BETA_1 };
const between = (since: number, until: number, contacts: readonly RecordedContact[], other: Partial<Watched> = {}) =>
  markersDue(contacts, { ...watched, since: day(since), until: day(until), ...other });
const lapses = (since: number, until: number, ...contacts: readonly RecordedContact[]) =>
  between(since, until, contacts).flatMap(({ type, at, facts }) =>
    type === 'ObligationLapsed' ? [[facts.kind, at, facts.obligationId]] : [],
  );
const open = opened(0);
const promised = promise(1, 3);

describe('a due time that passed unmet', () => {
  const delivery = ['DELIVER', day(3), `DELIVER:${promised.id}`];
  const disclosure = ['DISCLOSE', day(3 + 4 * HOUR), `DISCLOSE:${promised.id}`];

  it('is said once it has passed, and what is owed because of it too', () => {
    expect(lapses(2, 3, open, promised)).toEqual([]);
    expect(markersDue([open, promised], { ...watched, since: day(2), until: day(3) + 1 })).toEqual([
      { type: 'ObligationLapsed', at: day(3), facts: { obligationId: `DELIVER:${promised.id}`, kind: 'DELIVER' } },
    ]);
    expect(lapses(2, 4, open, promised)).toEqual([delivery, disclosure]);
  });

  it('is said of the one that was in force when it passed', () => {
    expect(lapses(2, 6, open, promised, reset(2.5, 5)).map(([kind, at]) => [kind, at])).toEqual([
      ['DELIVER', day(5)],
      ['DISCLOSE', day(5 + 4 * HOUR)],
    ]);
    expect(lapses(2, 6, open, promised, reset(4, 7))).toEqual([delivery, disclosure]);
  });

  it('is said though the promise was met later, and not where it was met or withdrawn in time', () => {
    expect(lapses(2, 6, open, promised, met(4))).toEqual([delivery, disclosure]);
    expect(lapses(2, 6, open, promised, met(3))).toEqual([]);
    expect(lapses(2, 6, open, promised, withdrawn(2.5))).toEqual([]);
  });

  it('is said once, however many contacts lie in between', () => {
    const words = [3.5, 4, 4, 4.5].map((days) => on(days, 'CheckInHeld'));
    expect(lapses(2, 6, open, promised, ...words)).toEqual([delivery, disclosure]);
  });

  it('is the same in whatever order the contacts are given', () => {
    const log = [open, promised, on(2.5, 'CheckInHeld'), reset(2.7, 5), on(4, 'CheckInHeld'), met(6)];
    const inOrder = between(2, 7, log);
    expect(inOrder.map(({ type }) => type)).toEqual(['ObligationLapsed', 'BandCrossed', 'ObligationLapsed']);
    expect(between(2, 7, [...log].reverse())).toEqual(inOrder);
    expect(between(2, 7, [...log.slice(3), ...log.slice(0, 3)])).toEqual(inOrder);
  });

  it('is none of a word that our supervisor is owed at once', () => {
    const asked = on(1, 'RequestReceived', { requestId: 'R', requesterRole: 'EXECUTIVE' });
    expect(lapses(0, 9, open, asked)).toEqual([]);
  });

  it('is of the cadence of the segment where the model gives one', () => {
    const model = parseModel({ ...TRUST_BETA_1.document, cadenceDaysBySegment: { SMB: 5 } });
    const opening = opened(0, { segment: 'SMB' });
    expect(between(1, 9, [opening], { model })).toEqual([
      { type: 'ObligationLapsed', at: day(5), facts: { obligationId: `CHECK_IN:${opening.id}`, kind: 'CHECK_IN' } },
    ]);
    expect(between(1, 9, [opening])).toEqual([]);
  });

  it('is of every period for which the customer waited, also where nobody looked for long', () => {
    const report = issue(1, { raisedBy: 'CUSTOMER', severity: 'MAJOR' });
    const lapsed = (since: number, ...contacts: readonly RecordedContact[]) =>
      between(since, 20, [open, report, ...contacts], { model: TRUST_BETA_3 }).flatMap(({ type, at, facts }) =>
        type === 'ObligationLapsed' ? [[facts.obligationId, at]] : [],
      );
    const first = [`RESPOND:${report.id}`, day(1 + 4 * HOUR)];
    const periods = [2, 3].map((days, index) => [`UPDATE:${report.id}:${index + 1}`, day(days + 4 * HOUR)]);
    expect(lapsed(0)).toEqual([first, ...periods]);
    const said = update(2, I);
    const later = [3, 4, 5].map((days, index) => [`UPDATE:${said.id}:${index + 1}`, day(days)]);
    expect(lapsed(0, said)).toEqual([first, ...later]);
    expect(between(0, 20, [open, report]).filter(({ type }) => type === 'ObligationLapsed')).toEqual([]);
  });

  it('is nothing where it had passed before its cause was on record', () => {
    const recordedOn = (days: number) => ({ ...promised, recordedAt: day(days) });
    expect(lapses(2, 6, open, recordedOn(3))).toEqual([delivery, disclosure]);
    expect(lapses(2, 6, open, recordedOn(3 + HOUR))).toEqual([disclosure]);
    expect(lapses(2, 6, open, recordedOn(5))).toEqual([]);
  });

  it('is nothing before the opening, and after the closing', () => {
    expect(lapses(-5, 9)).toEqual([]);
    expect(lapses(0, 9, open, promised, on(2, 'RelationshipClosed'))).toEqual([]);
  });
});

describe('a band that time alone crossed', () => {
  const kept = Array.from({ length: 3 }, (_, n) => [
    on(1, 'ExpectationSet', { expectationId: `K${n}`, dueAt: isoDay(2) }),
    on(1.5, 'ExpectationMet', { expectationId: `K${n}` }),
  ]).flat();
  const crossed = (since: number, until: number, contacts: readonly RecordedContact[] = [open, ...kept]) =>
    between(since, until, contacts).filter(({ type }) => type === 'BandCrossed');

  it('is said at its instant, with the model that says so', () => {
    const found = crossed(2, 4000);
    expect(found.map(({ facts }) => facts)).toEqual([
      { from: 'HEALTHY', to: 'INSUFFICIENT_EVIDENCE', model: 'trust-beta/1' },
    ]);
    const at = found[0]?.at ?? NaN;
    expect(markersDue([open, ...kept], { ...watched, since: at - 1, until: at })).toEqual([]);
    expect(markersDue([open, ...kept], { ...watched, since: at - 1, until: at + 1 })).toEqual(found);
    expect(markersDue([open, ...kept], { ...watched, since: at, until: at + 2 })).toEqual([]);
  });

  it('is none that a contact crossed', () => {
    expect(crossed(0, 3)).toEqual([]);
    const proven = on(10, 'MisstatementProven', { what: 'it' });
    expect(crossed(2, 11, [open, ...kept, proven])).toEqual([]);
  });

  it('stands with what lapsed in the order of time', () => {
    const all = between(2, 4000, [open, ...kept, on(3, 'ExpectationSet', { ...E.about, dueAt: isoDay(3900) })]);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((a, b) => a - b));
    // Silence, the promise missed and what it costs, the customer not told of it, and silence again.
    const types = ['BandCrossed', 'ObligationLapsed', 'BandCrossed', 'ObligationLapsed', 'BandCrossed'];
    expect(all.map(({ type }) => type)).toEqual(types);
  });
});
