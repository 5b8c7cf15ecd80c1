import fc from 'fast-check';
import {
  type ContactType,
  decide,
  type FactsIn,
  obligationsOf,
  type RecordedContact,
  timelineAsOf,
  toIso,
} from '#relationship';
import { day, isoDay, on, opened } from '../../../../test/kit/given.js';
import { kindsAmong } from '../../../../test/kit/examples.js';
import { E, I, issue, promise } from '../../../../test/kit/story.js';
import { aLog, aMoment, contactOf } from '../../../../test/laws/histories.js';
import { aWish } from '../../../../test/laws/wishes.js';
import { assess } from '../assessment/assess.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import type { Supposed } from './suppose.js';
import { whatIf, type WhatIf } from './what-if.js';

const asked = (now: number) => ({ now: day(now), knownAt: Infinity, model: TRUST_BETA_1 });
const supposed = <T extends ContactType>(days: number, type: T, facts: Partial<FactsIn<T>> = {}): Supposed => ({
  type,
  at: day(days),
  facts,
});
const codes = ({ refusals }: WhatIf) => refusals.map(({ index, refusal }) => [index, refusal.code]);
const ids = (obligations: WhatIf['owed']) => obligations.map(({ id }) => id);

/** A real contact, said as a hypothesis. */
function asSupposed({ type, at, data }: RecordedContact): Supposed {
  const { customerId: _customer, occurredAt: _at, ...facts } = data;
  return { type, at, facts };
}

describe('before and after', () => {
  const hypothesis = fc
    .tuple(aLog, fc.array(aWish(), { maxLength: 4 }))
    .map(([log, wishes]) => [log, wishes.map((wish, index) => asSupposed(contactOf(wish, 500 + index, log)))] as const);
  const anyModel = fc.constantFrom(TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3);

  it('are the assessments without and with what is supposed, where the rules take it', () =>
    fc.assert(
      fc.property(hypothesis, aMoment, fc.option(aMoment), anyModel, ([log, all], now, known, model) => {
        const knownAt = known ?? Infinity;
        const before = structuredClone(log);
        const found = whatIf(log, all, { ...asked(0), now, knownAt, model });
        const asOf = Math.max(now, ...all.map(({ at }) => at));
        expect(found.asOf).toBe(asOf);
        expect(found.before).toEqual(assess(log, { asOf, knownAt, model }));
        const facts = log.filter(({ recordedAt }) => recordedAt <= knownAt);
        expect(found.after).toEqual(assess([...facts, ...found.contacts], { asOf, knownAt: Infinity, model }));
        expect(found.contacts).toHaveLength(found.refusals.length > 0 ? 0 : all.length);
        expect(found.contributions).toEqual(
          found.after?.contributions.filter(({ entry }) => entry.causeEventId.startsWith('~')) ?? [],
        );
        expect(log).toEqual(before);
      }),
      { numRuns: 200 },
    ));

  it('judge a single one as it would be judged if recorded', () =>
    fc.assert(
      fc.property(aLog, aWish(), (log, wish) => {
        const real = contactOf({ ...wish, lag: 0 }, 500, log);
        const asOf = Math.max(...log.map(({ at }) => at), real.at);
        const decision = decide(timelineAsOf(log, { asOf, knownAt: Infinity }), {
          ...real,
          idempotencyKey: null,
          idChosen: false,
        });
        const found = whatIf(log, [asSupposed(real)], { ...asked(0), now: asOf });
        expect(found.refusals.map(({ refusal }) => refusal)).toEqual(
          decision.is === 'REFUSED' ? [decision.refusal] : [],
        );
      }),
      { numRuns: 300 },
    ));

  it('have their obligations compared as of the same instant', () =>
    fc.assert(
      fc.property(hypothesis, aMoment, ([log, all], now) => {
        const { asOf, contacts, discharged, owed, moved } = whatIf(log, all, { ...asked(0), now, model: TRUST_BETA_3 });
        const owedBy = (facts: readonly RecordedContact[]) =>
          obligationsOf(timelineAsOf(facts, { asOf, knownAt: Infinity }), asOf, TRUST_BETA_3.calendar);
        const [before, after] = [owedBy(log), owedBy([...log, ...contacts])];
        const changed = [...before.filter(({ id }) => !ids(discharged).includes(id)), ...owed].map(
          (each) => moved.find((move) => move.before.id === each.id)?.after ?? each,
        );
        expect(ids(changed).sort()).toEqual(ids(after).sort());
        for (const each of changed) expect(after).toContainEqual(each);
      }),
      { numRuns: 100 },
    ));

  // What moves is rare: it has an example of its own below.
  it('are taken and refused among the examples, end what is owed and bring it about', () => {
    const kinds = kindsAmong(fc.tuple(hypothesis, aMoment), 100, ([[log, all], now]) => {
      const { refusals, discharged, owed } = whatIf(log, all, { ...asked(0), now });
      const changed = Object.entries({ discharged, owed }).filter(([, list]) => list.length > 0);
      return [refusals.length > 0 ? 'refused' : 'taken', ...changed.map(([name]) => name)];
    });
    expect(kinds).toEqual(['discharged', 'owed', 'refused', 'taken']);
  });
});

describe('what is supposed', () => {
  const log = [opened(0), issue(1), promise(2, 6, { issueId: 'I' })];

  it('may lie ahead: both sides are then read at its time', () => {
    const found = whatIf(log, [supposed(8, 'ExpectationMet', E.about)], asked(3));
    expect(found.asOf).toBe(day(8));
    expect(found.before).toEqual(assess(log, { asOf: day(8), knownAt: Infinity, model: TRUST_BETA_1 }));
  });

  it('may lie behind, and turns a failure into one that was forewarned', () => {
    const found = whatIf(log, [supposed(5, 'ProactiveCallMade', { ...E, news: 'BAD' })], asked(7));
    expect(found.asOf).toBe(day(7));
    expect(found.before?.contributions.map(({ entry }) => entry.class)).toEqual(['expectation_missed_unannounced']);
    expect(found.after?.contributions.map(({ entry }) => entry.class)).toEqual([
      'proactive_disclosure',
      'expectation_missed_forewarned',
    ]);
    expect(found.contributions.map(({ entry }) => entry.class)).toEqual(['proactive_disclosure']);
    expect(ids(found.discharged)).toEqual([`DISCLOSE:${log[2]?.id}`]);
  });

  it('may be read before it happens, and then does nothing yet', () => {
    const found = whatIf(log, [supposed(5, 'MisstatementProven', { what: 'it' })], { ...asked(3), asOf: day(4) });
    expect([found.asOf, found.refusals]).toEqual([day(4), []]);
    expect(found.after).toEqual(found.before);
  });

  it('may bring into being what a later one refers to, in whatever order it is given', () => {
    const found = whatIf(
      log,
      [
        supposed(6, 'ExpectationMet', { expectationId: 'NEW' }),
        supposed(4, 'IssueReported', { issueId: 'J', raisedBy: 'CUSTOMER', severity: 'MAJOR' }),
        supposed(5, 'ExpectationSet', { expectationId: 'NEW', issueId: 'J', dueAt: isoDay(9) }),
      ],
      asked(3),
    );
    expect(codes(found)).toEqual([]);
    expect(found.contacts.map(({ type }) => type)).toEqual(['IssueReported', 'ExpectationSet', 'ExpectationMet']);
    expect(found.contributions.map(({ entry, magnitude }) => [entry.class, magnitude])).toEqual([
      ['expectation_kept', 2],
    ]);
  });

  it('gets the ids that a server would make, each its own', () => {
    const facts = { ...I, providerView: 'ours', actions: [{ what: 'a' }, { what: 'b' }] };
    const held = { type: 'RetrospectiveHeld', at: day(3), facts };
    const found = whatIf(log, [supposed(3, 'IssueReported', { raisedBy: 'CUSTOMER' }), held], asked(3));
    expect(codes(found)).toEqual([]);
    expect(ids(found.owed).filter((id) => id.startsWith('FOLLOW_UP'))).toHaveLength(2);
  });

  it('stands in the order given where it happens in one instant', () => {
    const first = supposed(3, 'ExpectationReset', { expectationId: 'E', dueAt: isoDay(7) });
    const second = supposed(3, 'ExpectationReset', { expectationId: 'E', dueAt: isoDay(8) });
    const dueIn = (...all: Supposed[]) =>
      whatIf(log, all, asked(3))
        .owed.filter(({ kind }) => kind === 'DELIVER')
        .map(({ dueAt }) => toIso(dueAt));
    expect(dueIn(first, second)).toEqual([isoDay(8)]);
    expect(dueIn(second, first)).toEqual([isoDay(7)]);
  });

  it('moves what stays owed by another time', () => {
    const resolved = on(5, 'IssueResolved', { issueId: 'M' });
    const major = [opened(0), issue(1, { issueId: 'M', severity: 'MAJOR' }), resolved];
    const earlier = supposed(4, 'IssueResolved', { issueId: 'M' });
    const [move] = whatIf(major, [earlier], asked(6)).moved;
    expect([move?.before.id, move?.after.id]).toEqual(['RETROSPECT:issue:M', 'RETROSPECT:issue:M']);
    expect(move?.after.dueAt).toBeLessThan(move?.before.dueAt ?? 0);
  });

  it('is refused as a whole where one is, each with its place; what hangs on it too', () => {
    const found = whatIf(
      log,
      [
        supposed(4, 'CheckInHeld'),
        supposed(5, 'ExpectationMet', { expectationId: 'NOTHING' }),
        supposed(2, 'BandCrossed', { from: 'WATCH', to: 'HEALTHY', model: 'm' }),
        { type: 'NoSuchContact', at: day(3), facts: {} },
      ],
      asked(3),
    );
    expect(codes(found)).toEqual([
      [1, 'EXPECTATION_UNKNOWN'],
      [2, 'CONTACT_TYPE_UNKNOWN'],
      [3, 'CONTACT_TYPE_UNKNOWN'],
    ]);
    expect(found.after).toEqual(found.before);
    expect([found.contacts, found.owed, found.discharged, found.moved, found.contributions]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it('may be the opening, and before it there is nothing', () => {
    const found = whatIf([], [supposed(1, 'RelationshipOpened', { openingTrust: 60 })], asked(0));
    expect([found.before, found.after?.score]).toEqual([null, expect.closeTo(60, 9)]);
    expect(codes(whatIf([], [supposed(1, 'CheckInHeld')], asked(0)))).toEqual([[0, 'CUSTOMER_UNKNOWN']]);
  });

  it('may take back what is on record', () => {
    const found = whatIf(log, [supposed(5, 'ContactRetracted', { contactId: log[2]?.id })], asked(7));
    expect(found.after?.contributions).toEqual([]);
  });
});
