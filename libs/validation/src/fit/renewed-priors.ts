import { DAY_MS } from '#relationship';
import { parseModel, type TrustModel } from '#trust';
import type { Question } from '../questions/question.js';
import { inOrderOfAsking } from '../questions/question.js';
import { pulledShare } from './priors.js';
import { documentOf, asInBase } from './settings.js';

const WEEK_MS = 7 * DAY_MS;
/** Days after which an outcome counts half for the prior. */
const HALF_LIFE_DAYS = 90;

/**
 * The model with its prior fitted anew each week on the outcomes known by then, everything else frozen: what whoever
 * runs `fit` every Monday and activates the prior alone would have had. A score between is read under the week's document.
 * @param questions of the whole book, in any order
 */
export function renewedPriors(model: TrustModel, questions: readonly Question[]): (askedAt: number) => TrustModel {
  const answers = questions.toSorted((a, b) => a.knownAt - b.knownAt || inOrderOfAsking(a, b));
  const base = model.document.dimensions.reliability.prior;
  const weeks = new Map<number, TrustModel>();
  const first = Math.floor((answers[0]?.knownAt ?? 0) / WEEK_MS);
  const last = Math.floor((answers.at(-1)?.knownAt ?? 0) / WEEK_MS) + 1;
  const left = 2 ** (-7 / HALF_LIFE_DAYS);
  let [good, all, next] = [0, 0, 0];
  for (let week = first; week <= last; week += 1) {
    weeks.set(week, priorOnly(model, pulledShare(good, all, base), week));
    good *= left;
    all *= left;
    for (; (answers[next]?.knownAt ?? Infinity) < (week + 1) * WEEK_MS; next += 1) {
      all += 1;
      if (!answers[next]?.bad) good += 1;
    }
  }
  return (askedAt) => weeks.get(Math.min(last, Math.floor(askedAt / WEEK_MS))) ?? model;
}

function priorOnly(model: TrustModel, prior: number, week: number): TrustModel {
  const priors = { reliability: prior };
  const document = documentOf({ ...model.document, priorsBySegment: {} }, { ...asInBase(model.document), priors });
  return parseModel({ ...document, id: `${model.id} of week ${week}` });
}
