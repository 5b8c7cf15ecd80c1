import { aboutFacts, hypothetical, idIn, type Obligation, type RecordedContact } from '#relationship';

/** The hypothetical contact that would meet an obligation; null where no contact for it has a weight. */
export function meeting({ kind, about, id }: Obligation, at: number): RecordedContact | null {
  const actionId = idIn(about, 'action');
  const name = `met:${id}`;
  switch (kind) {
    case 'DISCLOSE':
      return hypothetical('ProactiveCallMade', { ...aboutFacts(about), news: 'BAD' }, at, name);
    case 'RESPOND':
    case 'UPDATE':
      return hypothetical('StatusUpdateGiven', aboutFacts(about), at, name);
    case 'DELIVER':
      return hypothetical('ExpectationMet', { expectationId: idIn(about, 'expectation') ?? '' }, at, name);
    case 'CHECK_IN':
      return hypothetical('CheckInHeld', {}, at, name);
    case 'RETROSPECT':
      return hypothetical(
        'RetrospectiveHeld',
        { ...aboutFacts(about), providerView: '-', customerView: '-' },
        at,
        name,
      );
    case 'FOLLOW_UP':
      return actionId === null
        ? hypothetical('ProactiveCallMade', { ...aboutFacts(about), news: 'GOOD' }, at, name)
        : hypothetical('CorrectiveActionVerified', { actionId }, at, name);
    case 'HEADS_UP':
      return null;
  }
}

/** The hypothetical contact if the obligation lapses; null where only time passes. */
export function lapsing({ kind, about, id, dueAt }: Obligation, now: number): RecordedContact | null {
  if (kind !== 'DISCLOSE' || about === null) return null;
  return hypothetical('SurpriseDelayOccurred', aboutFacts(about), Math.max(now, dueAt), `lapsed:${id}`);
}
