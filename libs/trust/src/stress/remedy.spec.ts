import fc from 'fast-check';
import { decide, timelineAsOf, type RecordedContact } from '#relationship';
import { day, on, opened, type Said } from '../../../../test/kit/given.js';
import { issue } from '../../../../test/kit/story.js';
import { exposed, lineOf, TOLERANCE } from '../../test/put-to-stress.js';
import { aCaseAtStake, anyCase, directlyStrained, directStrain } from '../../test/stressed.js';
import { TRUST_BETA_1 as model } from '../model/built-in.js';
import { isWorse } from './band-order.js';
import { callCandidates } from './call-candidates.js';
import type { Exposure } from './exposure.js';
import { strainOf, type Scenario } from './scenario.js';
import { stressTest } from './stress-test.js';

describe('the fewest calls', () => {
  it('keep it in its band, can be made, and are no more than it takes', () => {
    let [tried, kept] = [0, 0];
    fc.assert(
      fc.property(fc.oneof(anyCase, { weight: 4, arbitrary: aCaseAtStake }), (each) => {
        tried += 1;
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
    expect(kept).toBeGreaterThan(tried / 8);
  });
});

describe('the calls that keep a relationship', () => {
  const kept = [1, 2, 3, 4].flatMap((n) => [
    on(n, 'ExpectationSet', { expectationId: `K${n}`, dueAt: new Date(day(n + 2)).toISOString() }),
    on(n + 1, 'ExpectationMet', { expectationId: `K${n}` }),
  ]);
  const due = (n: number, facts: Partial<Said<'ExpectationSet'>> = {}) =>
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

  it.each([50, 56, 60, 64])(
    'are, searched greedily, enough and none of them needless, opened at %i points',
    (openingTrust) => {
      const inIssue = [7, 8, 9].map((n) => due(n, { issueId: 'I' }));
      const log = [
        opened(0, { openingTrust }),
        ...kept,
        issue(5.9),
        ...[0, 1, 2, 3, 4, 5].map((n) => due(n)),
        ...inIssue,
      ];
      const each = { log, asOf: day(7), scenario: missed, model };
      const [exposure, line, strain] = [exposed(log, day(7)), lineOf(each), directStrain(each)];
      if (exposure === null || strain === null || line?.remedy == null) throw new Error('it does not fall');
      const { calls, after, keeps, search } = line.remedy;
      expect([keeps, search]).toEqual([true, 'GREEDY']);
      const candidates = callCandidates(strainOf(missed, exposure, day(7)) as never, day(7));
      const chosen = candidates.filter(({ call }) =>
        calls.some((made) => JSON.stringify(made) === JSON.stringify(call)),
      );
      expect(chosen).toHaveLength(calls.length);
      const with_ = (set: typeof chosen) =>
        directlyStrained(
          each,
          strain,
          set.map(({ contact }) => contact()),
        );
      expect(Math.abs(with_(chosen).score - after.score)).toBeLessThan(TOLERANCE);
      expect(isWorse(line.before.band, with_(chosen).band)).toBe(false);
      for (const one of chosen)
        expect(isWorse(line.before.band, with_(chosen.filter((other) => other !== one)).band)).toBe(true);
      const wholes = chosen.filter(({ isWhole }) => isWhole).map(({ matter }) => matter);
      expect(chosen.filter(({ isWhole, matter }) => !isWhole && wholes.includes(matter))).toEqual([]);
      // The one that helps most by itself is among them.
      const best = candidates.toSorted((a, b) => with_([b]).score - with_([a]).score)[0];
      expect(chosen).toContain(best);
    },
  );

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
      models: [model],
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

function subsets<T>(all: readonly T[]): T[][] {
  return all.reduce<T[][]>((sets, each) => [...sets, ...sets.map((set) => [...set, each])], [[]]).slice(1);
}
