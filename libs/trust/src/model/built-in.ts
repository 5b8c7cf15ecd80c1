import trustBeta1 from '../../models/trust-beta-1.json' with { type: 'json' };
import trustBeta2 from '../../models/trust-beta-2.json' with { type: 'json' };
import trustBeta3 from '../../models/trust-beta-3.json' with { type: 'json' };
import type { TrustModel } from './model.js';
import { parseModel } from './parse-model.js';

/** Computes the scores of a log that names no model. */
export const TRUST_BETA_1 = parseModel(trustBeta1);

/** The same with recovery on. */
export const TRUST_BETA_2 = parseModel(trustBeta2);

/** `trust-beta/2` without two defaults that real data showed to be wrong. */
export const TRUST_BETA_3 = parseModel(trustBeta3);

/** The models of the release, the oldest first. */
export const BUILT_IN: readonly TrustModel[] = [TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3];

/** The model of a new store, and of a question that names no model and is about no store. */
export const DEFAULT_MODEL = TRUST_BETA_3;
