import { TRUST_BANDS } from '#trust';
import { registerEnum } from './field-type.js';

export const TrustBandEnum = registerEnum('TrustBand', TRUST_BANDS, 'How healthy a relationship is.', {
  HEALTHY: 'At or above the upper threshold of the model.',
  WATCH: 'Between the thresholds.',
  AT_RISK: 'Below the lower threshold.',
  INSUFFICIENT_EVIDENCE: 'Too little is known, or all of it too long ago, to say.',
});
