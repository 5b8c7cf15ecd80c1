import trustBeta1 from '../../models/trust-beta-1.json' with { type: 'json' };
import trustBeta2 from '../../models/trust-beta-2.json' with { type: 'json' };
import { parseModel } from './parse-model.js';

/** The model that computes scores until another one is activated. */
export const TRUST_BETA_1 = parseModel(trustBeta1);

/** The same with recovery on: a candidate. */
export const TRUST_BETA_2 = parseModel(trustBeta2);
