import { hypothetical, type Obligation, type RecordedContact } from '#relationship';

/** The contact by which an obligation would be met; null where none weighs anything. */
export function meeting({ kind, about, id }: Obligation, at: number): RecordedContact | null {
  const [of, aboutId = ''] = splitTarget(about);
  const aboutFacts = about === null ? {} : { about: { [`${of}Id`]: aboutId } };
  const name = `met:${id}`;
  switch (kind) {
    case 'DISCLOSE':
      return hypothetical('ProactiveCallMade', { ...aboutFacts, news: 'BAD' }, at, name);
    case 'UPDATE':
      return hypothetical('StatusUpdateGiven', aboutFacts, at, name);
    case 'DELIVER':
      return hypothetical('ExpectationMet', { expectationId: aboutId }, at, name);
    case 'CHECK_IN':
      return hypothetical('CheckInHeld', {}, at, name);
    case 'RETROSPECT':
      return hypothetical('RetrospectiveHeld', { ...aboutFacts, providerView: '-', customerView: '-' }, at, name);
    case 'FOLLOW_UP':
      return of === 'action'
        ? hypothetical('CorrectiveActionVerified', { actionId: aboutId }, at, name)
        : hypothetical('ProactiveCallMade', { ...aboutFacts, news: 'GOOD' }, at, name);
    case 'HEADS_UP':
      return null;
  }
}

/** What happens if it is let go; null where nothing does but time passing. */
export function lapsing({ kind, about, id, dueAt }: Obligation, now: number): RecordedContact | null {
  if (kind !== 'DISCLOSE' || about === null) return null;
  const [of, aboutId = ''] = splitTarget(about);
  const at = Math.max(now, dueAt);
  return hypothetical('SurpriseDelayOccurred', { about: { [`${of}Id`]: aboutId } }, at, `lapsed:${id}`);
}

function splitTarget(about: Obligation['about']): readonly [string, string] {
  const colon = about?.indexOf(':') ?? -1;
  return about === null ? ['', ''] : [about.slice(0, colon), about.slice(colon + 1)];
}
