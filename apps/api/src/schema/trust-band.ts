import { TRUST_BANDS } from '#trust';
import { registerEnum } from './field-type.js';

export const TrustBandEnum = registerEnum('TrustBand', TRUST_BANDS, 'How healthy a relationship is.', {
  HEALTHY: 'At or above the upper threshold of the model.',
  WATCH: 'Between the thresholds.',
  AT_RISK: 'Below the lower threshold.',
  INSUFFICIENT_EVIDENCE: 'There is too little evidence, or all of it is too old, to judge.',
});
