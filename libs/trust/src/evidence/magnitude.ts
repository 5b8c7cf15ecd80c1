import type { EvidenceEntry, Recovery } from '#relationship';
import type { TrustModelDocument } from '../model/document.js';
import type { EvidenceClass, TrustModel } from '../model/model.js';

/** m: the weight of one entry within its class; 1 for an observed fact of normal severity, told at once and not repaired. */
export function magnitudeOf(entry: EvidenceEntry, evidenceClass: EvidenceClass, { document }: TrustModel): number {
  const severity = document.severity[entry.severity];
  const evidence = entry.selfReported && evidenceClass.positive ? document.selfReported : 1;
  return severity * evidence * informFactor(entry.inform) * recoveryFactor(entry.recovery, evidenceClass, document);
}

/** Halves with every notice period that the customer waited. 1 for what was told at once, whatever the notice. */
function informFactor(inform: EvidenceEntry['inform']): number {
  return inform === null || inform.tookMs <= 0 ? 1 : 2 ** (-inform.tookMs / inform.noticeMs);
}

function recoveryFactor(
  flags: Recovery | null,
  evidenceClass: EvidenceClass,
  { recovery }: Pick<TrustModelDocument, 'recovery'>,
): number {
  if (recovery === null || flags === null || evidenceClass.positive || !evidenceClass.recovers) return 1;
  const repaired =
    (flags.informedWithinNotice ? recovery.informedWithinNotice : 0) +
    (flags.workaroundOffered ? recovery.workaroundOffered : 0) +
    (flags.reasonExplained ? recovery.reasonExplained : 0) +
    (flags.renewedPromiseKept ? recovery.renewedPromiseKept : 0) +
    (flags.jointRetrospective ? recovery.jointRetrospective : 0);
  return 1 - Math.min(recovery.max, repaired);
}
