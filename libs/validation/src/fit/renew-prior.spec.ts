import { DAY_MS } from '#relationship';
import { TRUST_BETA_1 } from '#trust';
import type { FitRow } from './class-sums.js';
import { renewPrior } from './renew-prior.js';
import type { FitOptions } from './with-evidence.js';

const MONDAY = Date.UTC(2026, 0, 5);
const { prior: SHIPPED } = TRUST_BETA_1.document.dimensions.reliability;
/** As twenty outcomes would have it, beside `good` of `all`. */
const pulled = (good: number, all: number, towards: number) => (good + 20 * towards) / (all + 20);

/** So many outcomes of one segment, all known in one week, the first of them good. */
const outcomes = (segment: string | undefined, all: number, good: number, day = 0): FitRow[] =>
  Array.from({ length: all }, (_, index) => {
    const customerId = `${segment}-${index}`;
    const askedAt = MONDAY + day * DAY_MS;
    const question = { id: 'q', customerId, askedAt, bad: index >= good, knownAt: askedAt, decidedAt: askedAt };
    return {
      question: { ...question, wasOnRecord: false, answeredBy: [], group: null },
      prior: segment === undefined ? {} : { segment },
      sums: new Map(),
    };
  });

const renewed = (rows: readonly FitRow[], more: Partial<FitOptions> = {}) =>
  renewPrior(rows, {
    id: 'ours/1',
    base: TRUST_BETA_1,
    outcome: 'the next promise is missed',
    basedOn: 'planted',
    of: 'PROMISE',
    knownBefore: Infinity,
    within: 'NONE',
    sampledShare: 1,
    ...more,
  });

it('gives a segment with fifty outcomes its own prior, pulled towards that of all', () => {
  const rows = [...outcomes('large', 50, 20), ...outcomes('small', 49, 49), ...outcomes(undefined, 60, 60)];
  const { dimensions, priorsBySegment, evidence } = renewed(rows);
  const all = pulled(129, 159, SHIPPED);
  expect(dimensions.reliability.prior).toBeCloseTo(all, 12);
  expect(Object.keys(priorsBySegment)).toEqual(['large']);
  expect(priorsBySegment.large?.reliability).toBeCloseTo(pulled(20, 50, all), 12);
  expect(priorsBySegment.large?.candour).toBe(TRUST_BETA_1.document.dimensions.candour.prior);
  expect(evidence?.notes.join()).toContain('1 segments with 50 outcomes or more');
});

it('changes nothing below ten of the rarer outcome', () => {
  const { dimensions, evidence } = renewed(outcomes('few', 100, 91));
  expect([dimensions, evidence?.level]).toEqual([TRUST_BETA_1.document.dimensions, 'NONE']);
  expect(renewed(outcomes('few', 100, 90)).evidence?.level).toBe('PRIOR');
});

it('learns only from what was known before', () => {
  const known = outcomes('a', 40, 20);
  const { evidence, ...document } = renewed([...outcomes('b', 40, 0, 7), ...known], {
    knownBefore: MONDAY + 7 * DAY_MS,
  });
  expect(evidence?.fitted).toMatchObject({ questions: 40, bad: 20, customers: 40, from: '2026-01-05T00:00:00.000Z' });
  const { evidence: _, ...alone } = renewed(known);
  expect(document).toEqual(alone);
});

it('says that the outcomes are of a sample of customers', () => {
  expect(renewed(outcomes('a', 40, 20), { sampledShare: 0.25 }).evidence?.notes[0]).toMatch(
    /random 25 % of the customers/,
  );
});

it('says the AUC of the base model, and of the new prior', () => {
  // Alike but for their segment: only a prior of its own tells it from the rest.
  const { evidence } = renewed([...outcomes('poor', 60, 10), ...outcomes('rich', 60, 50)]);
  expect(evidence?.before).toBe(0.5);
  expect(evidence?.after).toBeGreaterThan(0.8);
});

it('counts kept and missed promises alike, since the prior is a share of them, and says so', () => {
  const { dimensions, evidence } = renewed(outcomes('a', 40, 20));
  const { prior: _, ...reliability } = dimensions.reliability;
  expect(reliability).toEqual({ lambda: 1, omega: TRUST_BETA_1.document.dimensions.reliability.omega });
  expect(evidence?.notes.join()).toContain('Lambda of reliability is 1');
  expect(renewed(outcomes('a', 40, 20), { of: 'CUSTOMER' }).dimensions.reliability.lambda).toBe(2);
});

it('exceeds 0.95 where the outcomes contradict that bound', () => {
  const { dimensions } = renewed(outcomes('a', 2000, 1985));
  expect(dimensions.reliability.prior).toBeCloseTo(pulled(1985, 2000, SHIPPED), 12);
  expect(dimensions.reliability.prior).toBeGreaterThan(0.98);
});
