import { aboutField, target, TARGET_KINDS, type About, type TargetKind } from '../matters/target.js';
import type { Ruling } from './contact.js';
import { refuse, type Refusal, type RefusalCode } from '../facts/refusal.js';

const UNKNOWN: Readonly<Record<TargetKind, RefusalCode>> = {
  issue: 'ISSUE_UNKNOWN',
  expectation: 'EXPECTATION_UNKNOWN',
  request: 'REQUEST_UNKNOWN',
  need: 'NEED_UNKNOWN',
  action: 'ACTION_UNKNOWN',
};

/** The codes that refuseAbout can return. */
export const ABOUT_REFUSALS: readonly RefusalCode[] = Object.values(UNKNOWN);

/** Refuses a contact about something that was not known when it occurred. */
export function refuseAbout({ facts, known, at }: Ruling<{ readonly about?: About }>): Refusal | null {
  for (const kind of TARGET_KINDS) {
    const field = aboutField(kind);
    const id = facts.about?.[field];
    if (id !== undefined && !known.wasDeclared(target(kind, id), at)) return refuse(UNKNOWN[kind], `about.${field}`);
  }
  return null;
}
