import { DAY_MS } from '#relationship';
import { codes, judge } from '../../test/evaluate-planted.js';
import { chanceOf, customerWith, differingCustomers, said, START } from '../../test/planted-histories.js';
import type { CustomerHistory } from './predict-customer.js';
import type { PredictorResult } from './result.js';

it('finds that history tells who will be let down, and that the score sees it', () => {
  const backtest = judge(differingCustomers(40, 20, 11));
  expect(backtest.predictors[0]?.auc?.value).toBeGreaterThan(0.65);
  expect(backtest.predictors[0]?.auc?.low).toBeGreaterThan(0.6);
  expect(backtest.population).toMatchObject({ asked: 800, warmUp: 160, judged: 640, judgedCustomers: 40 });
  expect(backtest.leakGap?.gap.value).toBe(0);
  expect(codes(backtest, 'WARNING')).not.toContain('LEAK');
});

it('finds no signal where there is none', () => {
  const chance = chanceOf(23);
  const alike = Array.from({ length: 60 }, (_, index) =>
    customerWith(
      `c-${index}`,
      Array.from({ length: 15 }, (_, place) => ({ day: 5 + place * 7 + chance() * 3, kept: chance() < 0.7 })),
    ),
  );
  const { auc } = judge(alike).predictors[0] ?? {};
  expect(auc?.low).toBeLessThan(0.5);
  expect(auc?.high).toBeGreaterThan(0.5);
});

it('finds a planted leak: surprises entered after the miss, dated before it', () => {
  const chance = chanceOf(31);
  const leaky = Array.from({ length: 50 }, (_, index): CustomerHistory => {
    const promises = Array.from({ length: 12 }, (_, place) => ({ day: 5 + place * 10, kept: chance() < 0.7 }));
    const hindsight = promises.flatMap(({ day, kept }) =>
      kept ? [] : [said(`c-${index}`, day - 1, 'SurpriseDelayOccurred', { recordedAt: START + (day + 3) * DAY_MS })],
    );
    return customerWith(`c-${index}`, promises, hindsight);
  });
  const backtest = judge(leaky);
  expect(backtest.leakGap?.gap.low).toBeGreaterThan(0.1);
  expect(codes(backtest, 'WARNING')).toContain('LEAK');
});

/** One of four recorders writes down retrospectives that never were held, and the customers do not fare better. */
function recorded(hides: boolean): CustomerHistory[] {
  const chance = chanceOf(47);
  return Array.from({ length: 80 }, (_, index) => {
    const recordedBy = `recorder-${index % 4}`;
    const missing = chance() < 0.5 ? 0.1 : 0.5;
    const promises = Array.from({ length: 24 }, (_, place) => ({
      day: 5 + place * 7 + chance() * 3,
      kept: chance() >= missing,
      more: { recordedBy },
    }));
    const history = customerWith(`c-${String(index).padStart(3, '0')}`, promises);
    if (!hides || index % 4 !== 0) return history;
    return {
      ...history,
      contacts: [
        ...history.contacts,
        ...promises.map(({ day }) =>
          said(history.customerId, day - 2, 'RetrospectiveHeld', { providerView: 'x', customerView: 'y', recordedBy }),
        ),
      ],
    };
  });
}

it('finds the recorder whose scores are too high, and none where there is none', () => {
  const honest = judge(recorded(false), { within: 'NONE' });
  const hiding = judge(recorded(true), { within: 'NONE' });
  expect(honest.recorders.results).toHaveLength(4);
  expect(honest.recorders.pValue).toBeGreaterThan(0.05);
  expect(hiding.recorders.pValue).toBeLessThan(0.05);
  const worst = hiding.recorders.results.reduce((most, each) =>
    each.bad - each.expectedBad > most.bad - most.expectedBad ? each : most,
  );
  expect(worst.recorder).toBe('recorder-0');
  expect(codes(hiding, 'WARNING')).toContain('RECORDERS');
  expect(codes(honest, 'WARNING')).not.toContain('RECORDERS');
});

it('does not take what all recorders share, such as a falling base rate, for a difference between them', () => {
  const chance = chanceOf(53);
  const recovering = Array.from({ length: 60 }, (_, index) =>
    customerWith(
      `c-${index}`,
      Array.from({ length: 20 }, (_, place) => ({
        day: 5 + place * 7 + chance() * 3,
        kept: chance() < (place < 8 ? 0.3 : 0.85),
        more: { recordedBy: `recorder-${index % 3}` },
      })),
    ),
  );
  const { results } = judge(recovering).recorders;
  const sum = (of: 'bad' | 'expectedBad') => results.reduce((total, each) => total + each[of], 0);
  expect(sum('expectedBad')).toBeCloseTo(sum('bad'), 6);
});

it('says what a recorder could gain by gaming, and that the score then predicts worse', () => {
  const { gaming } = judge(differingCustomers(30, 12, 3), { gamed: true });
  const matters = gaming.find(({ gaming: kind }) => kind === 'BAD_MATTERS_LEFT_OUT');
  const checkIns = gaming.find(({ gaming: kind }) => kind === 'CHECK_INS_MADE_UP');
  const news = gaming.find(({ gaming: kind }) => kind === 'BAD_NEWS_LEFT_OUT');
  expect(matters?.meanPoints).toBeGreaterThan(5);
  expect(matters?.aucGamed).toBeLessThan((matters?.aucHonest ?? 0) - 0.05);
  expect(checkIns?.meanPoints).toBeGreaterThan(0);
  // What a system of record settles cannot be left out.
  expect(news?.meanPoints).toBe(0);
});

it('warns of too little data, of drift, and of a cheap rival that wins', () => {
  expect(codes(judge(differingCustomers(3, 5, 1)), 'WARNING')).toContain('TOO_LITTLE_DATA');
  expect(codes(judge([]), 'WARNING')).toContain('NO_DATA');
  const chance = chanceOf(9);
  const drifting = Array.from({ length: 40 }, (_, index) =>
    customerWith(
      `c-${index}`,
      Array.from({ length: 20 }, (_, place) => ({
        day: 5 + place * 7 + chance(),
        kept: chance() < 0.3 + 0.03 * place,
      })),
    ),
  );
  expect(codes(judge(drifting), 'WARNING')).toContain('DRIFT');
  const sides = differingCustomers(40, 20, 5).map((history) => ({
    ...history,
    sideFacts: new Map(
      history.contacts.flatMap(({ type, data }) => {
        if (type !== 'ExpectationSettled') return [];
        const { expectationId, kept } = data as unknown as { expectationId: string; kept: boolean };
        return [[expectationId, { team: kept ? 'good' : 'poor' }]];
      }),
    ),
  }));
  const { verdicts } = judge(sides);
  expect(verdicts.find(({ code }) => code === 'BEST_RIVAL')).toMatchObject({
    level: 'WARNING',
    says: expect.stringContaining('running share by team') as string,
  });
});

it('does not take chance in few predictions for drift', () => {
  const chance = chanceOf(71);
  const steady = Array.from({ length: 40 }, (_, index) =>
    customerWith(
      `c-${index}`,
      Array.from({ length: 12 }, (__, place) => ({ day: 5 + place * 7 + chance() * 3, kept: chance() < 0.8 })),
    ),
  );
  const { overTime, ...rest } = judge(steady);
  const rates = overTime.map(({ bad, questions }) => bad / questions);
  expect(Math.max(...rates)).toBeGreaterThan(2 * Math.min(...rates));
  expect(codes({ overTime, ...rest }, 'WARNING')).not.toContain('DRIFT');
});

it('claims no win on a few customers, however many predictions are about them', () => {
  const few = judge(differingCustomers(2, 200, 1));
  expect(few.population).toMatchObject({ judgedCustomers: 2, judged: 320 });
  expect(codes(few, 'WARNING')).toContain('FEW_CUSTOMERS');
  expect(few.predictors[0]?.auc).toMatchObject({ low: null, high: null });
  const ofRivals = few.verdicts.filter(({ code }) => code === 'BEST_RIVAL' || code === 'RUNNING_SHARE');
  expect(ofRivals).not.toEqual([]);
  for (const { says } of ofRivals) expect(says).toMatch(/not beyond chance|as good as/);
  // Fewer than 100 bad ones about a dozen customers: what matters is that they are a dozen.
  expect(codes(judge(differingCustomers(12, 20, 1)), 'WARNING')).toContain('FEW_CUSTOMERS');
});

it('gives the same bytes for the same data and seed', () => {
  const histories = differingCustomers(20, 12, 2);
  const [forwards, backwards] = [histories, histories.toReversed()].map((all) =>
    JSON.stringify(judge(all, { gamed: true })),
  );
  expect(backwards === forwards).toBe(true);
});

it('warns of a model that has seen the labels, and of no other', () => {
  const histories = differingCustomers(40, 20, 5);
  const { population } = judge(histories);
  const first = population.from ?? 0;
  const warned = (basedOn: string, to: number) =>
    codes(judge(histories, { fittedTo: [{ model: 'ours/1', basedOn, to }] }), 'WARNING').includes('IN_SAMPLE');
  expect(warned('planted', first)).toBe(true);
  expect(warned('planted', first - 1)).toBe(false);
  expect(warned('another data set', first + DAY_MS)).toBe(false);
});

it('counts effective customers where a few have most of the predictions', () => {
  const [large, ...small] = differingCustomers(30, 40, 5);
  const few = small.map((history) => ({ ...history, contacts: history.contacts.slice(0, 5) }));
  const { population, verdicts } = judge([large as CustomerHistory, ...few], { warmUpShare: 0 });
  expect(population).toMatchObject({ judgedCustomers: 30, judged: 98 });
  expect(population.effectiveCustomers).toBeCloseTo(98 ** 2 / (40 ** 2 + 29 * 2 ** 2), 9);
  expect(verdicts.find(({ code }) => code === 'FEW_CUSTOMERS')?.says).toMatch(/as much as 6 equal customers/);
});

it('names no winner on very few outcomes', () => {
  const backtests = Array.from({ length: 12 }, (_, seed) => judge(differingCustomers(10, 4, seed + 1)));
  const few = backtests.filter((each) => codes(each).includes('TOO_LITTLE_DATA'));
  const isSure = ({ headlineAhead }: PredictorResult) =>
    (headlineAhead?.low ?? 0) > 0 || (headlineAhead?.high ?? 0) < 0;
  expect(few.some(({ predictors }) => predictors.some(isSure))).toBe(true);
  for (const { verdicts } of few) for (const { says } of verdicts) expect(says).not.toMatch(/rival wins|score beats/);
});

it('has no rival by a side fact that has only one value', () => {
  const names = (recorders: number) =>
    judge(
      differingCustomers(20, 10, 5).map((history, at) => ({
        ...history,
        contacts: history.contacts.map((each) => ({ ...each, recordedBy: `desk-${at % recorders}` })),
      })),
    ).predictors.map(({ name }) => name);
  expect(names(2)).toContain('running share by recorder');
  expect(names(1)).not.toContain('running share by recorder');
});
