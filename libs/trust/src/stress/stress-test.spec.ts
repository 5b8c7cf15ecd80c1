import fc from 'fast-check';
import { decide, timelineAsOf, type RecordedContact } from '#relationship';
import { day, on, opened } from '../../../../test/kit/given.js';
import { bad, E, issue, met, nextBy, promise, update } from '../../../../test/kit/story.js';
import { aCaseAtStake, anyCase, directlyStrained, directStrain, type Case } from '../../test/stressed.js';
import { assess } from '../assess.js';
import { TRUST_BETA_1, TRUST_BETA_2 } from '../model/built-in.js';
import { isWorse } from './band-order.js';
import { callCandidates } from './call-candidates.js';
import { exposureOf, type Exposure } from './exposure.js';
import { mergeStress } from './merge-stress.js';
import type { StressLine } from './stress-line.js';
import { strainOf, type Scenario } from './scenario.js';
import { stressTest } from './stress-test.js';

const model = TRUST_BETA_1;
const exposed = (log: readonly RecordedContact[], asOf: number, by = model): Exposure | null =>
  exposureOf(timelineAsOf(log, { asOf, knownAt: Infinity }), by, asOf);
const lineOf = ({ log, asOf, scenario, model: by }: Case): StressLine | null => {
  const exposure = exposed(log, asOf, by);
  return exposure === null ? null : (stressTest([exposure], { scenario, asOf, model: by }).lines[0] ?? null);
};
const TOLERANCE = 1e-9;
const near = (points: number) => expect.closeTo(points, 9) as number;

describe('a relationship put to stress', () => {
  it('is before, by time alone and after what assessing all of it gives', () => {
    let concerned = 0;
    fc.assert(
      fc.property(anyCase, (each) => {
        const { log, asOf, scenario, model: by } = each;
        fc.pre(exposed(log, asOf, by) !== null);
        const [line, strain] = [lineOf(each), directStrain(each)];
        expect(line === null).toBe(strain === null);
        if (line === null || strain === null) return;
        concerned += 1;
        expect(line.until).toBe(strain.until);
        expect(line.lapses).toBe(strain.lapses.size);
        const [before, unstrained, after] = [
          assess(log, { asOf, knownAt: Infinity, model: by }),
          directlyStrained(each, { ...strain, lapses: new Set() }),
          directlyStrained(each, strain),
        ];
        expect(Math.abs(line.before.score - (before?.score ?? NaN))).toBeLessThan(TOLERANCE);
        expect(Math.abs(line.unstrained.score - unstrained.score)).toBeLessThan(TOLERANCE);
        expect(Math.abs(line.after.score - after.score)).toBeLessThan(TOLERANCE);
        expect([line.before.band, line.unstrained.band, line.after.band]).toEqual([
          before?.band,
          unstrained.band,
          after.band,
        ]);
        expect(line.lost).toBe(line.before.score - line.after.score);
        if (scenario.is === 'OWNER_SILENT') {
          const facts = log.filter(({ at, type }) => at <= asOf || type === 'ContactRetracted');
          const waited = assess(facts, { asOf: line.until, knownAt: Infinity, model: by });
          expect(Math.abs(line.after.score - (waited?.score ?? NaN))).toBeLessThan(TOLERANCE);
        }
      }),
      { numRuns: 400 },
    );
    expect(concerned).toBeGreaterThan(100);
  });

  it('is kept in its band by calls that can be made, and by no fewer', () => {
    let kept = 0;
    fc.assert(
      fc.property(fc.oneof(anyCase, { weight: 4, arbitrary: aCaseAtStake }), (each) => {
        const { log, asOf, scenario, model: by } = each;
        const [exposure, line, strain] = [exposed(log, asOf, by), lineOf(each), directStrain(each)];
        if (exposure === null || line === null || strain === null) return;
        expect(line.remedy !== null).toBe(isWorse(line.before.band, line.after.band));
        const candidates = callCandidates(strainOf(scenario, exposure, asOf) as never, asOf);
        if (line.remedy === null || candidates.length > 5) return;
        const sets = subsets(candidates).filter(
          (set) =>
            !set.some(
              ({ isWhole, matter }, index) =>
                isWhole && set.some((other, at) => at !== index && other.matter === matter),
            ),
        );
        const readings = sets.map((set) => ({
          size: set.length,
          calls: JSON.stringify(set.map(({ call }) => call)),
          ...directlyStrained(
            each,
            strain,
            set.map(({ contact }) => contact()),
          ),
        }));
        const keeping = readings.filter(({ band }) => !isWorse(line.before.band, band));
        expect(line.remedy).toMatchObject({ search: 'ALL', keeps: keeping.length > 0 });
        if (keeping.length === 0) return;
        kept += 1;
        const fewest = Math.min(...keeping.map(({ size }) => size));
        expect(line.remedy.calls).toHaveLength(fewest);
        const chosen = keeping.find(({ calls }) => calls === JSON.stringify(line.remedy?.calls));
        expect(Math.abs(line.remedy.after.score - (chosen?.score ?? NaN))).toBeLessThan(TOLERANCE);
        const timeline = timelineAsOf(log, { asOf, knownAt: Infinity });
        for (const { contact } of candidates) expect(decide(timeline, contact()).is).toBe('RECORDED');
      }),
      { numRuns: 400 },
    );
    expect(kept).toBeGreaterThan(50);
  });
});

describe('a book', () => {
  const book = (cases: readonly Case[], asOf: number) =>
    cases.flatMap(({ log }, index) => {
      const exposure = exposed(log, asOf);
      return exposure === null
        ? []
        : [{ ...exposure, customerId: `c${index}`, segment: index % 3 === 0 ? null : `s${index % 3}` }];
    });

  it('is the same in parts as in one, however it is parted', () =>
    fc.assert(
      fc.property(fc.array(anyCase, { minLength: 1, maxLength: 8 }), fc.nat({ max: 8 }), (cases, cut) => {
        const { asOf, scenario } = cases[0] as Case;
        const all = book(cases, asOf);
        const run = (part: readonly Exposure[]) => stressTest(part, { scenario, asOf, model });
        const [whole, merged] = [run(all), mergeStress([run(all.slice(0, cut)), run(all.slice(cut)), run([])])];
        expect(merged.lines).toEqual(whole.lines);
        expect(merged.looked).toBe(all.length);
        const groups = (of: typeof whole) => [of.totals, ...Object.values(of.byOwner), ...Object.values(of.bySegment)];
        expect(groups(merged).map(({ concerned, fell, calls }) => [concerned, fell, calls])).toEqual(
          groups(whole).map(({ concerned, fell, calls }) => [concerned, fell, calls]),
        );
        expect(Math.abs(merged.totals.lost - whole.totals.lost)).toBeLessThan(TOLERANCE);
        const bySegment = Object.values(whole.bySegment);
        expect(bySegment.reduce((sum, { concerned }) => sum + concerned, 0)).toBe(whole.lines.length);
      }),
      { numRuns: 60 },
    ));
});

describe('each scenario', () => {
  const start = opened(0, { owner: 'ada', segment: 'retail' });
  const mail = issue(1, { service: 'mail' });
  const promised = promise(2, 10, { issueId: 'I' });
  const other = on(2, 'ExpectationSet', { expectationId: 'OTHER', dueAt: new Date(day(11)).toISOString() });
  const log = [start, mail, bad(1), promised, other];
  const put = (scenario: Scenario, facts = log, asOf = day(5)) => lineOf({ log: facts, asOf, scenario, model });

  it('a delayed service makes its own promises pass unmet, and nothing else', () => {
    const line = put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 });
    expect(line).toMatchObject({ lapses: 1, until: day(12) + 1, owner: 'ada', segment: 'retail' });
    const alone = assess([start, mail, bad(1), promised], { asOf: day(12) + 1, knownAt: Infinity, model });
    expect(line?.after.score).toEqual(near(alone?.score ?? NaN));
    expect(put({ is: 'SERVICE_DELAYED', service: 'phone', byDays: 2 })).toBeNull();
    expect(put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 }, [...log, met(4)])).toBeNull();
  });

  it('a promised word about a delayed service lapses with it, where it falls due meanwhile', () => {
    const updates = [...log, update(3, { about: { issueId: 'I' }, ...nextBy(11.5) }), update(3, nextBy(11.5))];
    expect(put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 }, updates)).toMatchObject({ lapses: 2 });
    expect(put({ is: 'SERVICE_DELAYED', service: 'mail', byDays: 1 }, updates)).toMatchObject({ lapses: 1 });
  });

  it('a missed promise is one due within the days, the last instant included', () => {
    expect(put({ is: 'PROMISES_MISSED', withinDays: 5 })).toMatchObject({ lapses: 1, until: day(10) + 1 });
    expect(put({ is: 'PROMISES_MISSED', withinDays: 6 })).toMatchObject({ lapses: 2 });
    expect(put({ is: 'PROMISES_MISSED', withinDays: 4 })).toBeNull();
    expect(put({ is: 'PROMISES_MISSED', withinDays: 5 }, [...log, update(3, nextBy(9))])).toMatchObject({ lapses: 1 });
  });

  it('a silent owner is whoever answers for the relationship at that moment', () => {
    const cover = on(3, 'OwnerAssigned', { owner: 'bob', until: new Date(day(6)).toISOString() });
    const silent = (owner: string, facts = log, asOf = day(5)) =>
      put({ is: 'OWNER_SILENT', owner, days: 30 }, facts, asOf);
    expect(silent('ada')).toMatchObject({ lapses: 2, until: day(35) + 1 });
    expect(silent('bob')).toBeNull();
    expect([silent('ada', [...log, cover]), silent('bob', [...log, cover])?.owner]).toEqual([null, 'bob']);
    expect(silent('ada', [...log, cover], day(6))?.owner).toBe('ada');
  });

  it('concerns nobody who is not served: not open, closed or erased', () => {
    expect(exposed([], day(5))).toBeNull();
    expect(exposed([...log, on(3, 'RelationshipClosed')], day(5))).toBeNull();
    expect(exposed([...log, on(3, 'CustomerErased')], day(5))).toBeNull();
  });
});

describe('the calls that keep a relationship', () => {
  const kept = [1, 2, 3, 4].flatMap((n) => [
    on(n, 'ExpectationSet', { expectationId: `K${n}`, dueAt: new Date(day(n + 2)).toISOString() }),
    on(n + 1, 'ExpectationMet', { expectationId: `K${n}` }),
  ]);
  const due = (n: number, facts: object = {}) =>
    on(6, 'ExpectationSet', { expectationId: `P${n}`, dueAt: new Date(day(10 + n)).toISOString(), ...facts });
  const missed: Scenario = { is: 'PROMISES_MISSED', withinDays: 30 };
  const calls = (facts: readonly RecordedContact[], scenario = missed) =>
    lineOf({ log: facts, asOf: day(7), scenario, model })?.remedy?.calls.map(({ type, about, before }) => [
      type,
      about,
      before,
    ]);

  it('are none where it stays in its band', () => {
    const calm = lineOf({ log: [opened(0), ...kept, ...kept], asOf: day(7), scenario: missed, model });
    expect(calm).toBeNull();
    expect(calls([opened(0, { openingTrust: 95 }), ...kept, due(1)])).toBeUndefined();
  });

  it('are about the promise where one is at stake, and about the issue where one call does for several', () => {
    expect(calls([opened(0), ...kept, due(1)])).toEqual([['ProactiveCallMade', 'expectation:P1', day(11)]]);
    const open = [opened(0), ...kept, issue(6.9), due(1, { issueId: 'I' }), due(2, { issueId: 'I' })];
    const inIssue = open
      .toSorted((a, b) => a.at - b.at)
      .map((each) => (each.type === 'ExpectationSet' && each.at === day(6) ? { ...each, at: day(6.95) } : each));
    expect(calls(inIssue)?.map(([, about]) => about)).toEqual(['issue:I']);
  });

  it('are a word where silence would leave too little known', () => {
    const quiet = [opened(0, { owner: 'ada' }), ...kept.slice(0, 4)];
    const silent = (days: number) =>
      lineOf({ log: quiet, asOf: day(7), scenario: { is: 'OWNER_SILENT', owner: 'ada', days }, model });
    const days = Array.from({ length: 300 }, (_, n) => n).find(
      (n) => silent(n)?.after.band === 'INSUFFICIENT_EVIDENCE',
    );
    expect(silent(days ?? 0)?.before.band).toBe('HEALTHY');
    expect(silent(days ?? 0)?.remedy).toMatchObject({ calls: [{ type: 'CheckInHeld', about: null }], keeps: true });
    expect(silent(290)?.remedy).toMatchObject({ calls: [], keeps: false, after: silent(290)?.after });
  });

  it('are searched greedily, and said to be, where there are too many sets to try', () => {
    const many = Array.from({ length: 9 }, (_, n) => due(n));
    const line = lineOf({
      log: [opened(0, { openingTrust: 60 }), ...kept, ...many],
      asOf: day(7),
      scenario: missed,
      model,
    });
    expect(line?.remedy).toMatchObject({ search: 'GREEDY', keeps: true });
    const totals = stressTest([exposed([opened(0, { openingTrust: 60 }), ...kept, ...many], day(7)) as Exposure], {
      scenario: missed,
      asOf: day(7),
      model,
    }).totals;
    expect(totals).toMatchObject({
      concerned: 1,
      fell: 1,
      kept: 1,
      isFewest: false,
      calls: line?.remedy?.calls.length,
    });
  });
});

describe('an exposure', () => {
  const log = [
    opened(0, { name: 'Acme' }),
    promise(2, 10, { what: 'a secret', note: 'another' }),
    bad(3, { ...E, reason: 'why' }),
  ];
  const exposure = exposed(log, day(5)) as Exposure;
  const asked = { scenario: { is: 'PROMISES_MISSED', withinDays: 9 } as const, asOf: day(6), model };

  it('is plain JSON without a personal word, and does the same when read again', () => {
    const text = JSON.stringify(exposure);
    expect(text).not.toMatch(/secret|another|why|Acme/);
    expect(stressTest([JSON.parse(text) as Exposure], asked)).toEqual(stressTest([exposure], asked));
  });

  it('serves until the next fact, at any later time', () => {
    const later = exposed(log, day(11)) as Exposure;
    const [of, at] = [{ is: 'OWNER_SILENT', owner: '', days: 3 } as const, day(12)];
    const lines = [exposure, later].map(
      (each) => stressTest([{ ...each, owner: '' }], { scenario: of, asOf: at, model }).lines[0],
    );
    expect(lines[0]?.after.score).toEqual(near(lines[1]?.after.score ?? NaN));
    expect(lines[0]?.lapses).toBe(0);
  });

  it('is refused to another model, and at a time before its own', () => {
    expect(() => stressTest([exposure], { ...asked, model: TRUST_BETA_2 })).toThrow(RangeError);
    expect(() => stressTest([exposure], { ...asked, asOf: day(4) })).toThrow(RangeError);
  });
});

function subsets<T>(all: readonly T[]): T[][] {
  return all.reduce<T[][]>((sets, each) => [...sets, ...sets.map((set) => [...set, each])], [[]]).slice(1);
}
