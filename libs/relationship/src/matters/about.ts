import { group, id, may, type FactsOf, type GroupField } from '../facts/fields.js';
import type { Target, TargetKind } from './mark.js';

const TARGETS = {
  issueId: may(id('An issue.')),
  expectationId: may(id('An expectation.')),
  requestId: may(id('A request.')),
  needId: may(id('A need.')),
  actionId: may(id('A corrective action.')),
};

/** What a contact is about: exactly one of the ids. */
export const ABOUT: GroupField<typeof TARGETS> = group('About', TARGETS, 'What it is about: exactly one id.', true);
export type About = FactsOf<typeof TARGETS>;

export const target = (kind: TargetKind, targetId: string): NonNullable<Target> => `${kind}:${targetId}`;

export function targetOf(about: About | undefined): Target {
  if (about === undefined) return null;
  if (about.issueId !== undefined) return target('issue', about.issueId);
  if (about.expectationId !== undefined) return target('expectation', about.expectationId);
  if (about.requestId !== undefined) return target('request', about.requestId);
  if (about.needId !== undefined) return target('need', about.needId);
  if (about.actionId !== undefined) return target('action', about.actionId);
  return null;
}
