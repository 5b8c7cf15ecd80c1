import type { EvidenceEntry, Timeline } from '#relationship';
import type { TrustModel } from '../model/model.js';
import { reweigh } from './reweigh.js';
import { weigh, type Weighed } from './weigh.js';

type Known = { readonly evidence: readonly EvidenceEntry[]; readonly weighed: Weighed };

/** What was last weighed of each timeline by each model. It lives as long as the timeline. */
const KNOWN = new WeakMap<Timeline, Map<TrustModel, Known>>();

/** The evidence of a timeline, weighed. After each further contact only what it changed is weighed. */
export function weighTimeline(timeline: Timeline, model: TrustModel): Weighed {
  const evidence = timeline.evidence(model.calendar);
  let byModel = KNOWN.get(timeline);
  if (byModel === undefined) KNOWN.set(timeline, (byModel = new Map<TrustModel, Known>()));
  const known = byModel.get(model);
  if (known?.evidence === evidence) return known.weighed;
  const weighed = known === undefined ? weigh(evidence, model) : reweigh(known.weighed, known.evidence, evidence);
  byModel.set(model, { evidence, weighed });
  return weighed;
}
