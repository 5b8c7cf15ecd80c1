import type { ContactType, StakeholderRole, Tone, TrustDimension } from '../../ask/operations.js';

const roles: Readonly<Record<StakeholderRole, string>> = {
  CHAMPION: 'champion',
  DECISION_MAKER: 'decision maker',
  EXECUTIVE: 'executive',
  SPONSOR: 'sponsor',
  USER: 'user',
};

const tones: Readonly<Record<Tone, string>> = {
  COLLABORATIVE: 'we worked together',
  NEUTRAL: 'neutral',
  STALEMATE: 'we were stuck',
};

/** A dimension in which no contact on record could raise the score. */
const blind: Readonly<Record<TrustDimension, string>> = {
  CANDOUR: 'No contact on record shows whether they hear the truth, and from us.',
  RELIABILITY: 'No contact on record shows whether we do what we promise.',
  RESPONSIVENESS: 'No contact on record shows whether we answer and keep them informed.',
  CARE: 'No contact on record shows whether we serve what they need.',
};

/** What to do, of the contacts that can help. */
const advice: Readonly<Partial<Record<ContactType, string>>> = {
  ProactiveCallMade: 'Call them before they call',
  StatusUpdateGiven: 'Give an update',
  ExpectationMet: 'Keep a promise',
  CheckInHeld: 'Check in',
  RetrospectiveHeld: 'Look back together',
  CorrectiveActionVerified: 'Check what was agreed',
};

export const brief = {
  heading: (customer: string) => `Before you call ${customer}`,
  lastContact: 'Last contact',
  none: 'None yet',
  lastSurprise: 'Last time they found out first',
  never: 'Never',
  theirView: 'How they saw it last time',
  promised: 'We have promised',
  people: 'People',
  waiting: 'They wait for',
  best: 'What would help most',
  bestPoints: (what: string, points: string) => `${what}: ${points} points`,
  blindSpots: 'What the score cannot see',
  advice,
  roles,
  tones,
  blind,
};
