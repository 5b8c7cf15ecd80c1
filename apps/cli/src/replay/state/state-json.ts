import { toIso } from '#relationship';
import type { RelationshipState } from './relationship-state.js';

/** The state as JSON; instants are ISO 8601 in UTC, as in every export. */
export const stateJson = ({
  asOf,
  knownAt,
  knownAtPosition,
  profile,
  trust,
  obligations,
  ...state
}: RelationshipState) => ({
  ...state,
  asOf: toIso(asOf),
  knownAt: toIso(knownAt),
  knownAtPosition: knownAtPosition === null ? null : String(knownAtPosition),
  profile: profile && {
    ...profile,
    renewsAt: profile.renewsAt === null ? null : toIso(profile.renewsAt),
    openedAt: toIso(profile.openedAt),
  },
  trust: trust && { ...trust, contributions: trust.contributions.map((each) => ({ ...each, at: toIso(each.at) })) },
  obligations: obligations.map((each) => ({ ...each, dueAt: toIso(each.dueAt) })),
});
