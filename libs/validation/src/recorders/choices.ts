import { DAY_MS, declares, hypothetical, type RecordedContact, Timeline } from '#relationship';
import type { TrustModel } from '#trust';

/** What a recorder might do to make a book look better without serving anybody better. */
export const CHOICES = {
  BAD_NEWS_LEFT_OUT:
    'whatever alone speaks against us is not recorded: surprises, escalations, handovers, noes; promises and what a system of record says of them stay',
  BAD_MATTERS_LEFT_OUT: 'issues and promises in which anything went wrong are not recorded at all',
  CHECK_INS_MADE_UP: 'a check-in a week is recorded that never took place',
} as const;
export type Choice = keyof typeof CHOICES;

/** What would be on record of a customer if its recorder so chose. @param until the last time anybody looks */
export function chosen(
  choice: Choice,
  contacts: readonly RecordedContact[],
  model: TrustModel,
  until: number,
): readonly RecordedContact[] {
  if (choice === 'CHECK_INS_MADE_UP') return [...contacts, ...madeUpCheckIns(contacts, until)];
  const timeline = Timeline.of(contacts);
  const against = new Set(
    timeline
      .evidence()
      .filter(({ class: name }) => model.classes.get(name)?.positive === false)
      .map(({ causeEventId }) => causeEventId),
  );
  if (choice === 'BAD_NEWS_LEFT_OUT')
    return contacts.filter(({ id, type }) => !against.has(id) || declares(type, 'isKnownToOthers'));
  const gone = new Set([...against].map((id) => timeline.matterOfContact(id)));
  return contacts.filter(({ id }) => {
    const matter = timeline.matterOfContact(id);
    const isGeneral = matter.issue === null && matter.expectations.length === 0;
    return isGeneral ? !against.has(id) : !gone.has(matter);
  });
}

function madeUpCheckIns(contacts: readonly RecordedContact[], until: number): RecordedContact[] {
  const [first] = contacts;
  if (first === undefined) return [];
  const from = contacts.reduce((earliest, { at }) => Math.min(earliest, at), first.at);
  const madeUp: RecordedContact[] = [];
  for (let at = from + 7 * DAY_MS; at < until; at += 7 * DAY_MS)
    madeUp.push({
      ...hypothetical('CheckInHeld', { customerId: first.data.customerId }, at, `made-up:${at}`),
      recordedBy: first.recordedBy,
    });
  return madeUp;
}
