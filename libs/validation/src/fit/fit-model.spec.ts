import { DAY_MS } from '#relationship';
import { parseModel, TRUST_BETA_1, type TrustModel } from '#trust';
import { judge } from '../../test/evaluate-planted.js';
import {
  chanceOf,
  customerWith,
  differingCustomers,
  said,
  START,
  type Promised,
} from '../../test/planted-histories.js';
import type { CustomerHistory } from '../backtest/predict-customer.js';
import { nextExpectation } from '../questions/next-expectation.js';
import { nextOutcome } from '../questions/next-outcome.js';
import { ClassSums } from './class-sums.js';
import { fitModel } from './fit-model.js';
import { renewPrior } from './renew-prior.js';
import { knownInTime, type FitOptions } from './with-evidence.js';

function fit(
  histories: readonly CustomerHistory[],
  knownBefore = Infinity,
  {
    of = 'PROMISE',
    by = fitModel,
    base = TRUST_BETA_1,
  }: { readonly of?: FitOptions['of']; readonly by?: typeof fitModel; readonly base?: TrustModel } = {},
) {
  const sums = new ClassSums(base, knownBefore);
  const rows = histories.flatMap(({ contacts }) =>
    sums.rowsOf(contacts, nextExpectation(contacts, 'SET', Infinity).questions),
  );
  return by(rows, {
    id: 'planted/1',
    base,
    of,
    outcome: 'the next promise is missed',
    basedOn: 'planted',
    knownBefore,
    within: 'MONTH',
    sampledShare: 1,
  });
}

/**
 * Every six weeks a customer's luck changes; while it is bad, issues are handed over and most promises are missed.
 * @param from the day before which issues are handed over just as often, and it means nothing @param to the day after which
 */
function changingLuck(customers: number, days: number, seed: number, from = 0, to = Infinity): CustomerHistory[] {
  const chance = chanceOf(seed);
  return Array.from({ length: customers }, (_, index) => {
    const customerId = `c-${String(index).padStart(3, '0')}`;
    const more = [said(customerId, 0.5, 'IssueReported', { issueId: `${customerId}-I`, raisedBy: 'CUSTOMER' })];
    const promises: Promised[] = [];
    for (let epoch = 1; epoch < days; epoch += 42) {
      const isBad = chance() < 0.5;
      for (let day = epoch; day < epoch + 42; day += 6) {
        if (isBad) more.push(said(customerId, day, 'IssueHandedOver', { issueId: `${customerId}-I` }));
        const missing = epoch < from || epoch > to ? 0.3 : isBad ? 0.6 : 0.05;
        promises.push({ day: day + 1 + chance() * 3, kept: chance() >= missing });
      }
    }
    return customerWith(customerId, promises, more);
  });
}

it('with too few outcomes changes nothing and says so', () => {
  const { evidence, ...document } = fit(differingCustomers(2, 5, 1));
  expect(evidence).toMatchObject({ level: 'NONE', fitted: { questions: 10, customers: 2 } });
  expect(evidence?.notes.join()).toMatch(/Too little data/);
  expect(document.dimensions).toEqual(TRUST_BETA_1.document.dimensions);
  expect(document).toMatchObject({ id: 'planted/1' });
});

it('with few outcomes fits the prior, pulled towards that of the base model', () => {
  const document = fit(differingCustomers(16, 6, 4));
  const { prior } = document.dimensions.reliability;
  const { questions = 0, bad = 0 } = document.evidence?.fitted ?? {};
  expect(prior).not.toBe(0.7);
  expect(Math.abs(prior - 0.7)).toBeLessThan(Math.abs(1 - bad / questions - 0.7) + 0.05);
  expect(['PRIOR', 'SHAPE']).toContain(document.evidence?.level);
});

it('with many outcomes finds the planted signal, and the later part confirms it', () => {
  const histories = changingLuck(40, 300, 3);
  const cut = START + 190 * DAY_MS;
  const document = fit(histories, cut);
  expect(document.evidence?.level).toBe('WEIGHTS');
  expect(document.evidence?.notes.join()).toMatch(/half-life of all evidence: 30 days/);
  const fitted = parseModel(document);
  const aucOn = (model: typeof fitted) => judge(histories, { model, warmUpShare: 0.6 }).predictors[0]?.auc?.value ?? 0;
  expect(aucOn(fitted)).toBeGreaterThan(aucOn(TRUST_BETA_1) + 0.03);
  expect(document.evidence?.heldOut?.after).toBeGreaterThan(document.evidence?.heldOut?.before ?? 1);
});

it('changes no weight for what the later part alone shows, since no other part can confirm it', () => {
  const { evidence } = fit(changingLuck(60, 240, 3, 160));
  expect(evidence?.notes.at(-1)).not.toMatch(/weight of \w+ in|share of/);
});

it('never makes good evidence bad, or bad evidence good', () => {
  const { classes } = fit(changingLuck(20, 200, 8));
  for (const [name, { weights }] of Object.entries(classes))
    for (const [dimension, weight] of Object.entries(weights)) {
      const base = TRUST_BETA_1.document.classes[name]?.weights[dimension as 'care'] ?? 0;
      expect(Math.sign(weight) * Math.sign(base)).toBeGreaterThanOrEqual(0);
    }
});

it('learns nothing from what was not known in time: the same document to the byte', () => {
  const histories = differingCustomers(20, 20, 6);
  const cut = START + 70 * DAY_MS;
  const inverted = histories.map((history) => ({
    ...history,
    contacts: history.contacts.map((contact) =>
      contact.recordedAt >= cut && contact.type === 'ExpectationSettled'
        ? { ...contact, data: { ...contact.data, kept: !(contact.data as unknown as { kept: boolean }).kept } }
        : contact,
    ),
  }));
  expect(JSON.stringify(fit(inverted, cut)) === JSON.stringify(fit(histories, cut))).toBe(true);
});

it('does not learn the rate of leaving only from those who left early', () => {
  const chance = chanceOf(37);
  // Of 300 customers one in two hundred leaves in any week.
  const histories = Array.from({ length: 300 }, (_, index) => {
    const customerId = `c-${index}`;
    const leaves = Array.from({ length: 52 }, () => chance()).findIndex((each) => each < 0.005);
    const left = leaves < 0 ? [] : [said(customerId, leaves * 7 + 1, 'OutcomeObserved', { kind: 'LEFT' })];
    return customerWith(customerId, [], left);
  });
  const cut = START + 364 * DAY_MS;
  const asked = { kind: 'LEFT', badWhen: { is: 'OBSERVED' }, horizonDays: 90, everyDays: 7 } as const;
  const sums = new ClassSums(TRUST_BETA_1, cut);
  const rows = histories.flatMap(({ contacts }) =>
    sums.rowsOf(contacts, nextOutcome(contacts, asked, cut + 400 * DAY_MS).questions),
  );
  const known = knownInTime(rows, cut);
  const shareBad = known.filter(({ question }) => question.bad).length / known.length;
  const whole = rows.filter(({ question }) => question.askedAt < cut - 90 * DAY_MS);
  expect(known.every(({ question }) => question.askedAt + 90 * DAY_MS < cut)).toBe(true);
  expect(shareBad).toBeCloseTo(whole.filter(({ question }) => question.bad).length / whole.length, 9);
});

it('sets the weights of dimensions with bad evidence only to 0', () => {
  const document = fit(differingCustomers(30, 15, 6));
  expect(document.classes.expectation_missed_unannounced?.weights).toEqual({ reliability: -1, candour: -0 });
  expect(document.evidence?.notes.join()).toMatch(/candour has bad evidence only/);
});

it('renews the prior alone: the latest outcomes count most, nothing else is fitted', () => {
  const chance = chanceOf(12);
  const worsening = Array.from({ length: 40 }, (_, index) =>
    customerWith(
      `c-${index}`,
      Array.from({ length: 30 }, (__, place) => ({
        day: 3 + place * 12 + chance() * 9,
        kept: chance() > 0.02 * place,
      })),
    ),
  );
  const renewed = fit(worsening, Infinity, { by: renewPrior });
  const { prior } = renewed.dimensions.reliability;
  // Over the whole year 71 % are kept; with what came last counting most, about 60 %.
  expect(prior).toBeGreaterThan(0.55);
  expect(prior).toBeLessThan(0.65);
  const { id, description, evidence, dimensions, ...rest } = renewed;
  const { id: _, description: __, dimensions: base, ...shipped } = TRUST_BETA_1.document;
  expect(rest).toEqual(shipped);
  expect(dimensions).toEqual({ ...base, reliability: { ...base.reliability, prior, lambda: 1 } });
  expect(evidence).toMatchObject({ level: 'PRIOR', heldOut: null });
  expect([id, description]).toEqual(['planted/1', expect.stringContaining('draft')]);
});

it('says what its base has seen of the same data set, and not only what it was fitted to itself', () => {
  const histories = differingCustomers(20, 20, 6);
  const cut = START + 70 * DAY_MS;
  const whole = fit(histories);
  const renewed = fit(histories, cut, { by: renewPrior, base: parseModel(whole) });
  expect(renewed.evidence?.fitted.to).toBe(whole.evidence?.fitted.to);
  expect(renewed.evidence?.notes.join()).toMatch(/planted\/1 itself was fitted to outcomes of this data set/);
  const alone = fit(histories, cut, { by: renewPrior });
  expect(Date.parse(alone.evidence?.fitted.to ?? '')).toBeLessThan(cut);
});

it('renews no prior on too few outcomes', () => {
  const { evidence, dimensions } = fit(differingCustomers(2, 5, 1), Infinity, { by: renewPrior });
  expect(evidence).toMatchObject({ level: 'NONE' });
  expect(dimensions).toEqual(TRUST_BETA_1.document.dimensions);
});

it.each([1, 11])('changes nothing where the later part does not gain by it beyond chance (seed %d)', (seed) => {
  const { evidence, dimensions, classes } = fit(changingLuck(40, 300, seed, 0, 200));
  expect(evidence?.notes.join()).toMatch(/and not kept, since the later part does not gain beyond chance: half-life/);
  expect(evidence?.level).toBe('PRIOR');
  expect(dimensions.reliability.lambda).toBe(1);
  expect(new Set(Object.values(classes).map(({ halfLifeDays }) => halfLifeDays))).toEqual(new Set([90]));
});

it('leaves loss aversion as it is on 72 bad outcomes of customers who are all alike', () => {
  for (let seed = 0; seed < 6; seed += 1) {
    const chance = chanceOf(seed + 100);
    const alike = Array.from({ length: 24 }, (__, index) =>
      customerWith(
        `c-${index}`,
        Array.from({ length: 15 }, (___, place) => ({ day: 3 + place * 9 + chance() * 5, kept: chance() >= 0.2 })),
      ),
    );
    const { evidence, dimensions } = fit(alike);
    expect(evidence?.fitted.bad).toBeGreaterThan(50);
    expect([evidence?.level, dimensions.reliability.lambda]).toEqual(['PRIOR', 1]);
  }
});
