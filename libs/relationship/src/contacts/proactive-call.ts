import { ABOUT, idIn, target, type Target, targetOf } from '../matters/target.js';
import { ALTERNATIVE } from '../facts/alternative.js';
import { contact, type EvidenceOf } from './contact.js';
import { choice, flag, list, optional, required, personalText } from '../facts/fields.js';
import type { MarkFact } from '../matters/mark.js';
import type { Matter } from '../matters/matter.js';
import { dueSpokenOf } from '../matters/expectation.js';
import type { Slip } from '../matters/slip.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { ABOUT_REFUSALS, refuseAbout } from './about-rules.js';

export const NEWS = ['GOOD', 'BAD', 'NO_CHANGE'] as const;

type Told = {
  readonly slip: Slip;
  /** When we first knew of it, milliseconds since the epoch. */
  readonly knownAt: number;
};

/** The slip that the call reported; null where its target cannot slip. */
function toldOf(call: RecordedContact, about: Target, matter: Matter): Told | null {
  const { issue } = matter;
  if (issue !== null && about === target('issue', issue.issueId))
    return { slip: issue, knownAt: issue.detectedAt ?? call.at };
  const promise = matter.expectation(idIn(about, 'expectation'));
  // A closed promise counts too: otherwise keeping it would remove the disclosure and lower the score.
  if (promise === null) return null;
  const due = dueSpokenOf(promise, call.at);
  // Without an issue we know of the slip when the due time has passed, at the latest.
  return { slip: due, knownAt: issue?.detectedAt ?? due.dueAt ?? call.at };
}

/** Bad news is a disclosure where the customer had not heard of the slip from anybody; else it is only an update. */
function badNews(call: RecordedContact, about: Target, matter: Matter): EvidenceOf {
  const told = toldOf(call, about, matter);
  if (told === null) return { class: 'status_update' };
  const { issue } = matter;
  const raisedBefore = issue === told.slip && issue.raisedByCustomer && issue.reportedAt <= call.at;
  const isFirst = told.slip.toldByEventId === call.id && told.slip.surprisedAt === null && !raisedBefore;
  if (!isFirst) return { class: 'status_update' };
  const tookMs = Math.max(0, call.at - told.knownAt);
  return { class: 'proactive_disclosure', inform: { tookMs, noticeMs: matter.noticeMsAt(call.at) } };
}

export const proactiveCallMade = contact({
  type: 'ProactiveCallMade',
  mutation: 'recordProactiveCall',
  says: 'We call the customer before they call us.',
  fields: {
    about: optional(ABOUT),
    news: required(choice('News', NEWS, 'What kind of news we had.')),
    impactAcknowledged: optional(flag("Whether we named the impact on the customer, in the customer's terms.")),
    apologised: optional(flag('Whether we apologised.')),
    reason: optional(personalText('The reason we gave.')),
    options: optional(list(ALTERNATIVE, 'What we offered: a loaner, a workaround, somebody who can help.', 20)),
  },
  isInteraction: true,
  refusals: ABOUT_REFUSALS,
  evidenceSays:
    'BAD about an issue or expectation: proactive_disclosure where the customer had not heard of the slip from anybody, else status_update. NO_CHANGE: status_update. GOOD: check_in. With an apology: also apology.',
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
