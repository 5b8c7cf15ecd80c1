import { target, type About } from '../matters/about.js';
import type { Ruling } from './contact.js';
import type { TargetKind } from '../matters/mark.js';
import { refuse, type Refusal, type RefusalCode } from '../facts/refusal.js';

const KINDS: readonly { readonly kind: TargetKind; readonly name: keyof About; readonly unknown: RefusalCode }[] = [
  { kind: 'issue', name: 'issueId', unknown: 'ISSUE_UNKNOWN' },
  { kind: 'expectation', name: 'expectationId', unknown: 'EXPECTATION_UNKNOWN' },
  { kind: 'request', name: 'requestId', unknown: 'REQUEST_UNKNOWN' },
  { kind: 'need', name: 'needId', unknown: 'NEED_UNKNOWN' },
  { kind: 'action', name: 'actionId', unknown: 'ACTION_UNKNOWN' },
];

/** What refuseAbout may answer. */
export const ABOUT_REFUSALS: readonly RefusalCode[] = KINDS.map(({ unknown }) => unknown);

/** Refuses a contact about something that was not known when it occurred. */
export function refuseAbout({ facts, known, at }: Ruling<{ readonly about?: About }>): Refusal | null {
  for (const { kind, name, unknown } of KINDS) {
    const id = facts.about?.[name];
    if (id !== undefined && !known.wasDeclared(target(kind, id), at)) return refuse(unknown, `about.${name}`);
  }
  return null;
}
