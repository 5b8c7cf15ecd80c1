import fc from 'fast-check';
import { DAY_MS, expectationSet, isA, type RecordedContact, timelineAsOf, toIso } from '#relationship';
import { day, known, on, opened } from '../../../../test/kit/given.js';
import { issue } from '../../../../test/kit/story.js';
import { aLog, aMoment } from '../../../../test/laws/histories.js';
import { assess } from '../assessment/assess.js';
import { weigh } from '../evidence/weigh.js';
import type { TrustModel } from '../model/model.js';
import { parseModel } from '../model/parse-model.js';
import { TRUST_BETA_1 as model } from '../model/built-in.js';
import { whatWouldHelp, type Help } from './what-would-help.js';

const help = (log: readonly RecordedContact[], now: number) => {
  const timeline = timelineAsOf(log, { asOf: now, knownAt: Infinity });
  return whatWouldHelp(timeline, weigh(timeline.evidence(), model), now);
};

/** So many of a kind, as somebody would record them. */
const real: Readonly<Record<Exclude<Help, 'BAD_NEWS_TOLD'>, (n: number) => RecordedContact[]>> = {
  PROMISE_KEPT: (n) => [
    on(0, 'ExpectationSet', { expectationId: `new-${n}` }),
    on(0, 'ExpectationMet', { expectationId: `new-${n}` }),
  ],
  LOOK_BACK_TOGETHER: () => [on(0, 'RetrospectiveHeld', { providerView: 'ours', customerView: 'theirs' })],
  CHECK_IN: () => [on(0, 'CheckInHeld')],
  STATUS_UPDATE: () => [on(0, 'StatusUpdateGiven')],
};

function recorded(of: Exclude<Help, 'BAD_NEWS_TOLD'>, times: number, now: number): RecordedContact[] {
  return Array.from({ length: times }, (_, n) => real[of](n))
    .flat()
    .map((contact, index) => {
      const due = isA(contact, expectationSet) ? { dueAt: toIso(now + DAY_MS) } : {};
      return { ...contact, data: { ...contact.data, ...due }, id: `~${String(index).padStart(3, '0')}`, at: now };
    });
}

it('names what tells enough, and how many of it and no fewer', () => {
  let [tried, helped] = [0, 0];
  fc.assert(
    fc.property(aLog, aMoment, fc.integer({ min: 0, max: 800 }), (log, moment, silence) => {
      tried += 1;
      const now = moment + silence * DAY_MS;
      const facts = log.filter(({ at, type }) => at <= now || type === 'ContactRetracted');
      const band = (more: readonly RecordedContact[]) =>
        assess([...facts, ...more], { asOf: now, knownAt: Infinity, model })?.band;
      const found = help(log, now);
      const isOpen = band([]) === 'INSUFFICIENT_EVIDENCE';
      expect(found.length > 0).toBe(isOpen);
      for (const each of found) {
        if (each.help === 'BAD_NEWS_TOLD') continue;
        helped += 1;
        const after = assess([...facts, ...recorded(each.help, each.times, now)], {
          asOf: now,
          knownAt: Infinity,
          model,
        });
        expect([after?.band, after?.score]).toEqual([each.band, expect.closeTo(each.score, 9)]);
        expect(each.band).not.toBe('INSUFFICIENT_EVIDENCE');
        expect(band(recorded(each.help, each.times - 1, now))).toBe('INSUFFICIENT_EVIDENCE');
      }
    }),
    { numRuns: 150 },
  );
  expect(helped).toBeGreaterThan(tried / 8);
});

it('of a relationship that has only just been opened', () => {
  expect(help([opened(0)], day(1)).map((each) => [each.help, each.times])).toEqual([
    ['PROMISE_KEPT', 2],
    ['LOOK_BACK_TOGETHER', 2],
  ]);
});

it('counts bad news only where some is owed', () => {
  const owed = [opened(0), issue(1)];
  expect(help(owed, day(1.1))[0]).toMatchObject({ help: 'BAD_NEWS_TOLD', times: 1 });
  const told = on(1.05, 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' });
  expect(help([...owed, told], day(1.1))).toEqual([]);
});

it('is of as many pieces of bad news as are told, of nothing else that is owed', () => {
  const tell = (issueId: string) => on(1.1, 'ProactiveCallMade', { about: { issueId }, news: 'BAD' });
  const log = [
    opened(0),
    on(1, 'StatusUpdateGiven', { nextUpdateDueAt: toIso(day(1.12)) }),
    issue(1.05),
    issue(1.05, { issueId: 'J' }),
  ];
  const [first] = help(log, day(1.1));
  const told = assess([...log, tell('I')], { asOf: day(1.1), knownAt: Infinity, model });
  expect(first).toEqual({
    help: 'BAD_NEWS_TOLD',
    times: 1,
    band: told?.band,
    score: expect.closeTo(told?.score ?? NaN, 9) as number,
  });
});

it('has every kind that tells enough where none of them saturates, up to twenty of it', () => {
  const { check_in, status_update, ...others } = model.document.classes;
  const telling = (care: number) =>
    parseModel({
      ...model.document,
      classes: {
        ...others,
        check_in: {
          ...check_in,
          saturatesAt: null,
          weights: { candour: care, reliability: care, responsiveness: care, care },
        },
        status_update: {
          ...status_update,
          saturatesAt: null,
          weights: { reliability: 1, responsiveness: 1, candour: 1 },
        },
      },
    });
  const helps = (by: TrustModel) => {
    const timeline = known(opened(0));
    return whatWouldHelp(timeline, weigh(timeline.evidence(), by), day(1));
  };
  for (const { help: kind, times, score } of helps(telling(0.5))) {
    const after = [opened(0), ...recorded(kind as never, times, day(1))];
    expect(assess(after, { asOf: day(1), knownAt: Infinity, model: telling(0.5) })?.score).toBeCloseTo(score, 9);
  }
  expect(
    helps(telling(0.5))
      .map((each) => each.help)
      .sort(),
  ).toEqual(['CHECK_IN', 'LOOK_BACK_TOGETHER', 'PROMISE_KEPT', 'STATUS_UPDATE']);
  // The less each weighs, the more of it: of so little no number is a help.
  const timesOf = (care: number) => helps(telling(care)).find((each) => each.help === 'CHECK_IN')?.times ?? null;
  expect(timesOf(0.25)).toBeGreaterThan(timesOf(0.5) ?? NaN);
  expect(timesOf(0.01)).toBeNull();
});

it('is empty where enough is known, or nothing is open', () => {
  const misstated = on(1, 'MisstatementProven', { what: 'it' });
  expect(help([opened(0), misstated], day(2))).toEqual([]);
  expect(whatWouldHelp(known(), weigh([], model), day(2))).toEqual([]);
});
