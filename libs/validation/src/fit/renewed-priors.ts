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
  const weeks = new Map<number, TrustModel>();
  let last = -Infinity;
  for (const { week, good, all } of outcomes.decayed()) {
    weeks.set(week, priorOnly(model, pulledShare(good, all, base), week));
    last = week;
  }
  return (askedAt) => weeks.get(Math.min(last, periodOf(askedAt, 'WEEK'))) ?? model;
}

function priorOnly(model: TrustModel, prior: number, week: number): TrustModel {
  const priors = { reliability: prior };
  const document = documentOf({ ...model.document, priorsBySegment: {} }, { ...asInBase(model.document), priors });
  return parseModel({ ...document, id: `${model.id} of week ${week}` });
}
