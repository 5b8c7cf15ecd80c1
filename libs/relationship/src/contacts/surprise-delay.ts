import { ABOUT, targetOf } from '../matters/target.js';
import { contact } from './contact.js';
import { instant, optional, number } from '../facts/fields.js';
import { toMs } from '../facts/instant.js';
import { refuse } from '../facts/refusal.js';
import { whyNoSurprise } from '../matters/slip.js';
import { ABOUT_REFUSALS, refuseAbout } from './about-rules.js';

const LONGEST_DELAY_MINUTES = 10 * 366 * 24 * 60;

export const surpriseDelayOccurred = contact({
  type: 'SurpriseDelayOccurred',
  mutation: 'recordSurpriseDelay',
  says: 'The customer found out before we told them. It discharges no obligation.',
  fields: {
    about: optional(ABOUT),
    customerLearnedAt: optional(instant('When the customer learned of it. Default: occurredAt.')),
    knownSince: optional(instant('When we first knew of it.')),
    lateByMinutes: optional(number('How late it is, minutes.', 0, LONGEST_DELAY_MINUTES, false)),
  },
  isInteraction: false,
  refusals: ['AFTER_OCCURRED', ...ABOUT_REFUSALS],
  evidenceSays:
    'surprise, at the earliest time at which the customer learned of it. One for each slip, and none where we had told them by then.',
  target: ({ about }) => targetOf(about),
  refuse(ruling) {
    const { customerLearnedAt, knownSince, occurredAt } = ruling.facts;
    if (customerLearnedAt !== undefined && customerLearnedAt > occurredAt)
      return refuse('AFTER_OCCURRED', 'customerLearnedAt');
    if (knownSince !== undefined && knownSince > occurredAt) return refuse('AFTER_OCCURRED', 'knownSince');
    return refuseAbout(ruling);
  },
  marks: ({ customerLearnedAt }, at) => [
    { is: 'LEARNED', learnedAt: customerLearnedAt === undefined ? at : toMs(customerLearnedAt), onlyOfDetected: false },
  ],
  evidence({ id, at, data }, matter) {
    const learnedAt = data.customerLearnedAt === undefined ? at : toMs(data.customerLearnedAt);
    const about = targetOf(data.about);
    const slips = matter.slipsOf(about);
    const slip = matter.slipSpokenOf(about, learnedAt);
    // A surprise about a target that cannot slip counts by itself.
    const isCounted = slip === null || slips.some(({ surprisedByEventId }) => surprisedByEventId === id);
    return isCounted ? [{ class: 'surprise', at: learnedAt }] : whyNoSurprise(slip, learnedAt);
  },
});
