import fc from 'fast-check';
import { DAY_MS, type RecordedContact } from '#relationship';
import { DAY_ZERO, day, on, opened } from '../../../../test/kit/given.js';
import { kindsAmong } from '../../../../test/kit/examples.js';
import { bad, E, promise, retracted } from '../../../../test/kit/story.js';
import { aLog, aMoment } from '../../../../test/laws/histories.js';
import { assess } from '../assessment/assess.js';
import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import type { HistoryAsked, HistoryMarker } from './history.js';
import { trustHistory } from './trust-history.js';

const ALONE = [{ model: TRUST_BETA_1, from: 0 }] as const;
const whole = { from: day(0), to: day(140), points: 50, knownAt: Infinity, models: ALONE };
const crossings = (markers: readonly HistoryMarker[]) => markers.filter((marker) => marker.is === 'BAND');

/** Some window, some state of knowledge, and a second model that may come into force within. */
const anyAsking: fc.Arbitrary<HistoryAsked> = fc
  .tuple(aMoment, aMoment, fc.integer({ min: 2, max: 40 }), fc.option(aMoment), aMoment)
  .map(([one, other, points, knownAt, changed]) => ({
    from: Math.min(one, other),
    to: Math.max(one, other),
    points,
    knownAt: knownAt ?? Infinity,
    models: [
      { model: TRUST_BETA_1, from: -Infinity },
      { model: TRUST_BETA_3, from: changed },
    ],
  }));

const directly = (log: readonly RecordedContact[], { knownAt, models }: HistoryAsked, at: number) => {
  const model = models.findLast(({ from }) => from <= at)?.model ?? models[0].model;
  const assessed = assess(log, { asOf: at, knownAt, model });
  return {
    at,
    score: assessed?.score ?? null,
    band: assessed?.band ?? null,
    interval: assessed?.interval ?? null,
  };
};

describe('the curve', () => {
  it('is at every point what assess gives, to the last bit', () =>
    fc.assert(
      fc.property(aLog, anyAsking, (log, asked) => {
        const { points } = trustHistory(log, asked);
        const read = points.map(({ at, score, band, interval }) => ({ at, score, band, interval }));
        expect(read).toEqual(points.map(({ at }) => directly(log, asked, at)));
      }),
      { numRuns: 300 },
    ));

  it('has both ends, and evenly spaced points between them', () => {
    const { points } = trustHistory([opened(0)], { ...whole, from: day(0), to: day(9), points: 4 });
    expect(points.map(({ at }) => (at - DAY_ZERO) / DAY_MS)).toEqual([0, 3, 6, 9]);
    const short = trustHistory([opened(0)], { ...whole, from: day(1), to: day(1) + 2, points: 1000 });
    expect(short.points.map(({ at }) => at - day(1))).toEqual([0, 1, 2]);
    expect(trustHistory([opened(0)], { ...whole, to: whole.from }).points).toHaveLength(1);
  });

  it('has no score before the relationship was open', () => {
    const { points } = trustHistory([opened(5)], { ...whole, to: day(10), points: 3 });
    expect(points.map(({ score, band }) => [score, band])).toEqual([
      [null, null],
      [70, 'INSUFFICIENT_EVIDENCE'],
      [70, 'INSUFFICIENT_EVIDENCE'],
    ]);
  });

  it('shows a late fact from when it happened, and only once it is known', () => {
    const late = on(2, 'MisstatementProven', { what: 'it', recordedAt: day(20) });
    const scores = (knownAt: number) =>
      trustHistory([opened(0), late], { ...whole, to: day(4), points: 5, knownAt }).points.map(({ score }) => score);
    expect(scores(day(19))).toEqual([70, 70, 70, 70, 70]);
    expect(scores(day(20)).map((score) => (score ?? 0) < 60)).toEqual([false, false, true, true, true]);
  });

  it.each([
    ['ends before it begins', { to: whole.from - 1 }],
    ['has one point', { points: 1 }],
    ['has too many points', { points: 1001 }],
    ['has half a point', { points: 2.5 }],
  ])('is refused where it %s', (_, asked) =>
    expect(() => trustHistory([opened(0)], { ...whole, ...asked })).toThrow(
      new RangeError(
        'to' in asked
          ? `a history cannot end at ${asked.to}, before its start at ${whole.from}`
          : `a history has 2 to 1000 points, not ${asked.points}`,
      ),
    ),
  );

  it.each([2, 1000])('may have %i points', (points) =>
    expect(trustHistory([opened(0)], { ...whole, points }).points).toHaveLength(points),
  );
});

describe('its markers', () => {
  it('name every instant at which the band becomes another, whatever made it so', () =>
    fc.assert(
      fc.property(aLog, anyAsking, (log, asked) => {
        const bandAt = (at: number) => directly(log, asked, at).band;
        const found = crossings(trustHistory(log, asked).markers);
        let band = bandAt(asked.from);
        for (const { at, from, to } of found) {
          expect([bandAt(at - 1), bandAt(at)]).toEqual([from, to]);
          expect(band ?? from).toBe(from);
          band = to;
        }
        expect(band ?? bandAt(asked.to)).toBe(bandAt(asked.to));
        // Between two of them nothing changes: looked at where facts happen and at many instants besides.
        const times = [...log.flatMap(({ at }) => [at - 1, at, at + 1]), ...evenly(asked.from, asked.to, 60)];
        for (const at of times.filter((time) => time > asked.from && time <= asked.to && bandAt(time) !== null)) {
          const last = found.findLast((each) => each.at <= at);
          expect(bandAt(at)).toBe(last?.to ?? bandAt(asked.from) ?? bandAt(openedAt(log)));
        }
      }),
      { numRuns: 60 },
    ));

  it('name every contact that took place and stands, with what its instant did', () =>
    fc.assert(
      fc.property(aLog, anyAsking, (log, asked) => {
        const { markers } = trustHistory(log, asked);
        const known = log.filter(({ recordedAt }) => recordedAt <= asked.knownAt);
        const takenBack = known.map(({ data }) => (data as { contactId?: string }).contactId);
        const happened = known.filter(
          ({ id, at, type }) =>
            at > asked.from && at <= asked.to && type !== 'ContactRetracted' && !takenBack.includes(id),
        );
        const found = markers.filter((marker) => marker.is === 'CONTACT');
        expect(found.map(({ contactId }) => contactId).sort()).toEqual(happened.map(({ id }) => id).sort());
        for (const { at, before } of found) {
          const without = log.filter((each) => each.at !== at || each.type === 'ContactRetracted');
          const models = [
            { model: (asked.models.findLast(({ from }) => from < at) ?? asked.models[0]).model, from: 0 },
          ];
          expect(before).toBe(directly(without, { ...asked, models: models as never }, at).score);
        }
      }),
      { numRuns: 100 },
    ));

  it('are of every kind among the examples', () => {
    const kinds = kindsAmong(fc.tuple(aLog, anyAsking), 100, ([log, asked]) =>
      trustHistory(log, asked).markers.map((marker) => marker.is),
    );
    expect(kinds).toEqual(['BAND', 'CONTACT', 'MODEL']);
  });

  it('say whether a band was crossed by a contact, by a model or by time alone', () => {
    const log = [opened(0), promise(1, 10), bad(2, E)];
    const { bands } = TRUST_BETA_1.document;
    const lenient = parseModel({ ...TRUST_BETA_1.document, id: 'lenient', bands: { ...bands, healthy: 0.55 } });
    const { markers } = trustHistory(log, { ...whole, models: [{ model: lenient, from: day(12) }, ...ALONE] });
    expect(markers.filter((marker) => marker.is === 'MODEL')).toEqual([
      { is: 'MODEL', at: day(12), from: 'trust-beta/1', to: 'lenient' },
    ]);
    expect(crossings(markers).map(({ at, by, from, to }) => [(at - DAY_ZERO) / DAY_MS, by, from, to])).toEqual([
      [2, 'CONTACT', 'INSUFFICIENT_EVIDENCE', 'HEALTHY'],
      [10 + 1 / DAY_MS, 'TIME', 'HEALTHY', 'WATCH'],
      [12, 'MODEL', 'WATCH', 'HEALTHY'],
    ]);
  });

  it('name no change of model from before the curve begins, nor one to the same model', () => {
    const [first, second] = [TRUST_BETA_1, TRUST_BETA_2];
    const changes = (from: number, ...models: HistoryAsked['models'][number][]) =>
      trustHistory([opened(0)], { ...whole, from: day(from), models: [{ model: first, from: 0 }, ...models] })
        .markers.filter((marker) => marker.is === 'MODEL')
        .map(({ at, to }) => [at, to]);
    const change = { model: second, from: day(5) };
    expect([changes(4, change), changes(5, change), changes(6, change)]).toEqual([[[day(5), second.id]], [], []]);
    expect(changes(4, change, { model: second, from: day(6) }, { model: first, from: day(7) })).toEqual([
      [day(5), second.id],
      [day(7), first.id],
    ]);
  });

  it('stand in the order of the ids of contacts at one instant, whatever arrived first', () => {
    const [a, b] = [on(3, 'CheckInHeld', { id: 'a' }), on(3, 'WinCelebrated', { id: 'b', what: 'it' })];
    const ids = (...log: readonly RecordedContact[]) =>
      trustHistory(log, whole).markers.flatMap((marker) => (marker.is === 'CONTACT' ? [marker.contactId] : []));
    expect([ids(opened(0), a, b), ids(opened(0), b, a)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('say of silence that it was time, also where a due time passes meanwhile', () => {
    const kept = Array.from({ length: 3 }, (_, n) => [
      on(1, 'ExpectationSet', { expectationId: `K${n}`, dueAt: new Date(day(2)).toISOString() }),
      on(1.5, 'ExpectationMet', { expectationId: `K${n}` }),
    ]).flat();
    const found = crossings(trustHistory([opened(0), ...kept], { ...whole, from: day(2), to: day(4000) }).markers);
    expect(found.map(({ by, from, to }) => [by, from, to])).toEqual([['TIME', 'HEALTHY', 'INSUFFICIENT_EVIDENCE']]);
    const later = [opened(0), ...kept, promise(2, found[0] === undefined ? 0 : (found[0].at - DAY_ZERO) / DAY_MS + 30)];
    const again = crossings(trustHistory(later, { ...whole, from: day(2.5), to: day(4000) }).markers);
    expect(again[0]).toEqual(found[0]);
    expect(again[1]).toMatchObject({ by: 'TIME', from: 'INSUFFICIENT_EVIDENCE' });
  });

  it('make one crossing of what several things do in one instant', () => {
    const log = [opened(0), promise(1, 10), bad(2, E), on(10 + 1 / DAY_MS, 'MisstatementProven', { what: 'it' })];
    const found = crossings(trustHistory(log, { ...whole, to: day(20) }).markers);
    expect(found.map(({ by, from, to }) => [by, from, to]).slice(1)).toEqual([['CONTACT', 'HEALTHY', 'AT_RISK']]);
  });

  it('leave out what was taken back and what only marks', () => {
    const wrong = on(3, 'CheckInHeld');
    const marker = on(4, 'BandCrossed', { from: 'WATCH', to: 'HEALTHY', model: 'm' });
    const { markers } = trustHistory([opened(0), wrong, retracted(5, wrong), marker], whole);
    expect(markers).toEqual([]);
  });
});

const openedAt = (log: readonly RecordedContact[]) => log.find(({ type }) => type === 'RelationshipOpened')?.at ?? 0;
const evenly = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, index) => Math.floor(from + ((to - from) * index) / count));
