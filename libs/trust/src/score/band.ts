import type { TrustModel } from '../model/model.js';
import type { Estimate } from './estimate.js';

export const TRUST_BANDS = ['HEALTHY', 'WATCH', 'AT_RISK', 'INSUFFICIENT_EVIDENCE'] as const;
export type TrustBand = (typeof TRUST_BANDS)[number];

export function bandOf({ trust, uncertainty }: Pick<Estimate, 'trust' | 'uncertainty'>, model: TrustModel): TrustBand {
  const { healthy, watch, insufficientAbove } = model.document.bands;
  if (uncertainty > insufficientAbove) return 'INSUFFICIENT_EVIDENCE';
  return trust >= healthy ? 'HEALTHY' : trust >= watch ? 'WATCH' : 'AT_RISK';
}
