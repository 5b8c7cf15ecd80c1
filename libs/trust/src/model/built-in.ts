import trustBeta1 from '../../models/trust-beta-1.json' with { type: 'json' };
import trustBeta2 from '../../models/trust-beta-2.json' with { type: 'json' };
import trustBeta3 from '../../models/trust-beta-3.json' with { type: 'json' };
import { parseModel } from './parse-model.js';

/** The model that computes scores where the log names no other: logs of the first releases name none. */
export const TRUST_BETA_1 = parseModel(trustBeta1);

/** The same with recovery on. */
export const TRUST_BETA_2 = parseModel(trustBeta2);

/** The same as `trust-beta/2`, with two defaults that real data showed to be wrong. The first start on an empty log activates it. */
export const TRUST_BETA_3 = parseModel(trustBeta3);
