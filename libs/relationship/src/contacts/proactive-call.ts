import { ABOUT, targetOf } from '../about.js';
import { ALTERNATIVE } from '../alternative.js';
import { contact, type EvidenceOf } from '../contact.js';
import { choice, flag, list, may, needs, words } from '../fields.js';
import type { MarkFact } from '../mark.js';
import type { Matter } from '../matter.js';
import { dueSpokenOf } from '../expectation.js';
import type { Slip } from '../slip.js';
import type { RecordedContact } from '../recorded-contact.js';
import { ABOUT_REFUSALS, refuseAbout } from './about-rules.js';

export const NEWS = ['GOOD', 'BAD', 'NO_CHANGE'] as const;

/** The slip that the call told of; 'none' where it is about nothing that slips. */
function slipToldOf(call: RecordedContact, about: string | null, matter: Matter): Slip | 'none' | null {
  if (about === null) return 'none';
  if (about.startsWith('issue:')) return matter.issue ?? 'none';
  if (!about.startsWith('expectation:')) return 'none';
  const expectation = matter.expectation(about.slice('expectation:'.length));
  return expectation === null ? 'none' : dueSpokenOf(expectation, call.at);
}

/** Bad news is a disclosure where it is the first the customer hears of the slip, from anybody; else only an update. */
function badNews(call: RecordedContact, about: string | null, matter: Matter): EvidenceOf {
  const slip = slipToldOf(call, about, matter);
  const detectedAt = matter.issue?.detectedAt ?? call.at;
  const disclosure = {
    class: 'proactive_disclosure',
    inform: { tookMs: Math.max(0, call.at - detectedAt), noticeMs: matter.noticeMsAt(call.at) },
  };
  if (slip === 'none') return disclosure;
  const { issue } = matter;
  const raisedBefore = issue !== null && issue === slip && issue.raisedByCustomer && issue.reportedAt <= call.at;
  const isFirst = slip?.toldByEventId === call.id && slip.surprisedAt === null && !raisedBefore;
  return isFirst ? disclosure : { class: 'status_update' };
}

export const proactiveCallMade = contact({
  type: 'ProactiveCallMade',
  mutation: 'recordProactiveCall',
  says: 'We call the customer before they call us.',
  fields: {
    about: may(ABOUT),
    news: needs(choice('News', NEWS, 'What we had to say.')),
    impactAcknowledged: may(flag("Whether we said what it means for them, in the customer's terms.")),
    apologised: may(flag('Whether we apologised.')),
    reason: may(words('The reason we gave.')),
    options: may(list(ALTERNATIVE, 'What we offered: a loaner, a workaround, somebody who can help.', 20)),
  },
  isInteraction: true,
  refusals: ABOUT_REFUSALS,
  evidenceSays:
    'BAD: proactive_disclosure where it is the first the customer hears of the slip, else status_update. NO_CHANGE: status_update. GOOD: check_in. With an apology also apology.',
  target: ({ about }) => targetOf(about),
  refuse: refuseAbout,
  marks({ news, options, reason }) {
    const marks: MarkFact[] = [{ is: 'WORD' }];
    if (news === 'BAD') marks.push({ is: 'TOLD' });
    if (reason !== undefined) marks.push({ is: 'RECOVERY', flag: 'reasonExplained' });
    if (options?.some(({ kind }) => kind === 'WORKAROUND')) marks.push({ is: 'RECOVERY', flag: 'workaroundOffered' });
    return marks;
  },
  evidence(call, matter) {
    const { news, apologised, about } = call.data;
    const said: EvidenceOf =
      news === 'BAD'
        ? badNews(call, targetOf(about), matter)
        : { class: news === 'GOOD' ? 'check_in' : 'status_update' };
    return apologised ? [said, { class: 'apology' }] : [said];
  },
});
