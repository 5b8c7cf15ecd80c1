import { aboutFacts, hypothetical, idIn, type Obligation, type RecordedContact } from '#relationship';

/** The contact by which an obligation would be met; null where none weighs anything. */
export function meeting({ kind, about, id }: Obligation, at: number): RecordedContact | null {
  const actionId = idIn(about, 'action');
  const name = `met:${id}`;
  switch (kind) {
    case 'DISCLOSE':
      return hypothetical('ProactiveCallMade', { ...aboutFacts(about), news: 'BAD' }, at, name);
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

/** What happens if it is let go; null where nothing does but time passing. */
export function lapsing({ kind, about, id, dueAt }: Obligation, now: number): RecordedContact | null {
  if (kind !== 'DISCLOSE' || about === null) return null;
  return hypothetical('SurpriseDelayOccurred', aboutFacts(about), Math.max(now, dueAt), `lapsed:${id}`);
}
