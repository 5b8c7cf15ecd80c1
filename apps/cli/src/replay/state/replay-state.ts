import { contactsEverJoined, customerOnRecord, opened } from '#contact-log';
import { declares, HOUR_MS, nameIn, obligationsOf, timelineAsOf, type RecordedContact } from '#relationship';
import { assessTimeline, pointsAtStake, weigh } from '#trust';
import { say } from '../../terminal/saying.js';
import { UsageError } from '../../terminal/usage-error.js';
import { modelsAsked, type ModelsInUse } from '../../derive/models-asked.js';
import { asOfLeftOut } from '../../derive/options.js';
import { contactsOf } from '../../derive/whole-relationships.js';
import { positionAsked, type Session } from '../../session/session.js';
import { stateJson } from './state-json.js';
import { stateText } from './state-text.js';
import type { RelationshipState } from './relationship-state.js';

export type StateOptions = {
  readonly asOf?: number;
  readonly knownAt?: number;
  readonly knownAtPosition?: bigint;
  /** The id of a model or the path of a document. Default: the active model of its segment. */
  readonly model?: string;
  readonly withNames?: boolean;
  readonly json?: boolean;
};

/**
 * Prints one relationship as of `asOf`, as known at `knownAt`. Default of `asOf`: now, or `knownAt` if that is earlier. For a
 * time or position before anything was known the answer is empty, as over GraphQL.
 * @throws UsageError nothing was ever recorded about the customer
 */
export async function replayState(
  session: Session,
  customer: string,
  options: StateOptions,
  now = Date.now(),
): Promise<void> {
  const { knownAt = now, asOf = asOfLeftOut(now, knownAt), knownAtPosition } = options;
  const { reading } = session;
  const upTo = positionAsked(session, knownAtPosition);
  const customerId = (await customerOnRecord(reading.store, customer)) ?? customer;
  const own = await contactsOf(reading.store, customerId);
  if (own.length === 0) throw new UsageError(`nothing is recorded about customer ${customerId}`);
  const all = await contactsEverJoined(customerId, own, (each) => contactsOf(reading.store, each));
  const contacts = all.filter(({ position }) => position !== null && position <= upTo);
  const keys = options.withNames ? await reading.keys() : null;
  const models = await modelsAsked(session, options.model);
  const inUse = models({ knownAt, position: knownAtPosition });
  const state = stateOf(contacts, { asOf, knownAt, knownAtPosition, models: inUse, customerId }, (contact) =>
    opened(contact, keys?.keyOf(contact.data.customerId) ?? null),
  );
  await say(`${options.json ? JSON.stringify(stateJson(state)) : stateText(state)}\n`);
}

type Asked = {
  readonly asOf: number;
  readonly knownAt: number;
  readonly knownAtPosition?: bigint;
  readonly models: ModelsInUse;
  readonly customerId: string;
};

/** @param open decrypts a contact's personal facts, if they were asked for */
function stateOf(
  contacts: readonly RecordedContact[],
  { asOf, knownAt, knownAtPosition, models, customerId }: Asked,
  open: (contact: RecordedContact) => RecordedContact,
): RelationshipState {
  const timeline = timelineAsOf(contacts, { asOf, knownAt }, customerId);
  const { profile } = timeline;
  const model = models.for(profile?.segment ?? null);
  const trust = assessTimeline(timeline, asOf, model);
  const naming = profile?.namedBy == null ? null : timeline.contact(profile.namedBy);
  const named = naming === null ? null : open(naming);
  const owed = obligationsOf(timeline, asOf, model.calendar);
  const stakes = pointsAtStake(timeline, weigh(timeline.evidence(model.calendar), model), owed, asOf);
  const typeOf = (eventId: string) => timeline.contact(eventId)?.type ?? '';
  return {
    // Asked for by an id that was merged into another, it is that one.
    customerId: timeline.size === 0 ? customerId : timeline.customerId,
    // A name that is still sealed is a placeholder, so it is not shown.
    name: named === null || named.sealed !== null ? null : nameIn(named),
    asOf,
    knownAt,
    knownAtPosition: knownAtPosition ?? null,
    model: model.id,
    contacts: [...timeline.effectiveContacts()].filter(({ type }) => !declares(type, 'marker')).length,
    profile: profile && {
      segment: profile.segment,
      owner: profile.owner,
      cadenceDays: profile.cadenceDays,
      noticeHours: profile.noticeMs / HOUR_MS,
      timeZone: profile.timeZone,
      renewsAt: profile.renewsAt,
      value: profile.value,
      openedAt: profile.openedAt,
      closed: profile.closed,
    },
    trust: trust && {
      ...{ score: trust.score, band: trust.band, interval: trust.interval, prior: trust.prior, cap: trust.cap },
      dimensions: trust.dimensions,
      contributions: trust.contributions.map(({ entry, points, remaining, ageDays }) => ({
        ...{ points, class: entry.class, at: entry.at, remaining, ageDays },
        ...{
          causeEventId: entry.causeEventId,
          causeType: typeOf(entry.causeEventId),
          obligationId: entry.obligationId,
        },
      })),
    },
    obligations: owed.map((each, index) => ({ ...each, pointsAtStake: stakes[index] ?? 0 })),
  };
}
