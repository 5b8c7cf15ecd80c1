import type { TrustModel } from '#trust';
import type { FittedTo } from '#validation';
import { toMs } from '#relationship';

/** What the models among these were fitted to, by their own evidence. */
export const fittedTo = (models: readonly TrustModel[]): FittedTo[] =>
  models.flatMap(({ id, document: { evidence } }) =>
    evidence === undefined ? [] : [{ model: id, basedOn: evidence.basedOn, to: toMs(evidence.fitted.to) }],
  );
