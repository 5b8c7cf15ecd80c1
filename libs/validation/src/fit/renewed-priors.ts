import { parseModel, type TrustModel } from '#trust';
import { periodOf } from '../statistics/period.js';
import type { OutcomesByWeek } from './outcomes-by-week.js';
import { pulledShare } from './priors.js';
import { documentOf, asInBase } from './settings.js';

/**
 * The model with its prior of reliability fitted anew each Monday on the outcomes known by then, everything else frozen: what
 * whoever runs `fit --prior-only` for promises every Monday and activates what it finds would have had, save that segments
 * have no priors of their own here.
 * @param outcomes of the whole book
 */
export function renewedPriors(model: TrustModel, outcomes: OutcomesByWeek): (askedAt: number) => TrustModel {
  const base = model.document.dimensions.reliability.prior;
  const priors = new Map<number, number>();
  let last = -Infinity;
  for (const { week, good, all } of outcomes.decayed()) {
    priors.set(week, pulledShare(good, all, base));
    last = week;
  }
  // A date such as 9999-12-31 in a table makes for very many weeks, and in nearly all of them nothing is asked.
  const models = new Map<number, TrustModel>();
  return (askedAt) => {
    const week = Math.min(last, periodOf(askedAt, 'WEEK'));
    const prior = priors.get(week);
    if (prior === undefined) return model;
    const renewed = models.get(week) ?? priorOnly(model, prior, week);
    models.set(week, renewed);
    return renewed;
  };
}

function priorOnly(model: TrustModel, prior: number, week: number): TrustModel {
  const priors = { reliability: prior };
  const document = documentOf({ ...model.document, priorsBySegment: {} }, { ...asInBase(model.document), priors });
  return parseModel({ ...document, id: `${model.id} of week ${week}` });
}
