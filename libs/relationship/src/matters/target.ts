import { group, id, optional, type FactsOf, type GroupField } from '../facts/fields.js';

/** What a contact can be about. */
export const TARGET_KINDS = ['issue', 'expectation', 'request', 'need', 'action'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
/** `issue:I-7`, `expectation:E-3`; null where a contact has no target. */
export type Target = `${TargetKind}:${string}` | null;

const TARGETS = {
  issueId: optional(id('An issue.')),
  expectationId: optional(id('An expectation.')),
  requestId: optional(id('A request.')),
  needId: optional(id('A need.')),
  actionId: optional(id('A corrective action.')),
};

/** A target as callers write it: exactly one of the ids. */
export const ABOUT: GroupField<typeof TARGETS> = group('About', TARGETS, 'What it is about: exactly one id.', true);
export type About = FactsOf<typeof TARGETS>;

/** The field of `About` for a target of this kind. */
export const aboutField = (kind: TargetKind): keyof About => `${kind}Id`;

export const target = (kind: TargetKind, targetId: string): NonNullable<Target> => `${kind}:${targetId}`;

export function targetOf(about: About | undefined): Target {
  for (const kind of TARGET_KINDS) {
    const targetId = about?.[aboutField(kind)];
    if (targetId !== undefined) return target(kind, targetId);
  }
  return null;
}

/** The inverse of targetOf: `issue:I-7` is `{ issueId: 'I-7' }`. */
export function aboutOf(it: Target): About | null {
  for (const kind of TARGET_KINDS) {
    const targetId = idIn(it, kind);
    if (targetId !== null) return { [aboutField(kind)]: targetId };
  }
  return null;
}

/** The fact `about` for a target; empty where there is no target. */
export function aboutFacts(it: Target): { readonly about?: About } {
  const about = aboutOf(it);
  return about === null ? {} : { about };
}

/** The id of the target where it is of this kind; else null. */
export const idIn = (it: Target, kind: TargetKind): string | null =>
  it?.startsWith(`${kind}:`) ? it.slice(kind.length + 1) : null;
