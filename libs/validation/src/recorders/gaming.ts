import { DAY_MS, declares, hypothetical, type RecordedContact, Timeline } from '#relationship';
import type { TrustModel } from '#trust';

/** What a recorder could do to raise the scores of its customers without serving any of them better. */
export const GAMING = {
  BAD_NEWS_LEFT_OUT:
    'bad news is not recorded (surprises, escalations, handovers, declines); promises and what a system of record says about them stay',
  BAD_MATTERS_LEFT_OUT: 'issues and promises in which something went wrong are not recorded at all',
  CHECK_INS_MADE_UP: 'one check-in a week is recorded that did not take place',
} as const;
export type Gaming = keyof typeof GAMING;

/** What would be on record of a customer. @param until when the last question is asked, milliseconds since the epoch */
export function gamed(
  gaming: Gaming,
  contacts: readonly RecordedContact[],
  model: TrustModel,
  until: number,
): readonly RecordedContact[] {
  if (gaming === 'CHECK_INS_MADE_UP') return [...contacts, ...madeUpCheckIns(contacts, until)];
  const timeline = Timeline.of(contacts);
  const against = new Set(
    timeline
      .evidence(model.calendar)
      .filter(({ class: name }) => model.classes.get(name)?.positive === false)
      .map(({ causeEventId }) => causeEventId),
  );
  if (gaming === 'BAD_NEWS_LEFT_OUT')
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
