import { decide, definitionOf, Timeline, toIso, DAY_MS, type RecordedContact } from '#relationship';
import { assessTimeline, TRUST_BETA_1, type Assessment } from '#trust';
import { ACCOUNT_MANAGERS } from '../../apps/replay/src/demo/account-managers.js';
import { Calendar } from '../../apps/replay/src/demo/calendar.js';
import { Chance } from '../../apps/replay/src/demo/chance.js';
import { customerOf } from '../../apps/replay/src/demo/customer.js';
import { Diary } from '../../apps/replay/src/demo/diary.js';
import type { PlannedContact } from '../../apps/replay/src/demo/planned-contact.js';
import { Repertoire } from '../../apps/replay/src/demo/repertoire.js';
import { Scene } from '../../apps/replay/src/demo/scene.js';
import { opening } from '../../apps/replay/src/demo/stories/opening.js';
import type { Story } from '../../apps/replay/src/demo/stories/story.js';

const OPENED_AT = Date.UTC(2025, 0, 6, 9);
export const BEGINS_AT = Date.UTC(2025, 1, 4, 10);

/** The story on a fresh relationship, and nothing else. @returns the facts, in the order of recording */
export function told(story: Story, seed: number): readonly PlannedContact[] {
  const chance = Chance.sources(seed).next().value;
  const customer = {
    ...customerOf(0, 'Fresh Customer', OPENED_AT, chance),
    openedAt: OPENED_AT,
    openingTrust: null,
    noticeHours: null,
    timeZone: 'UTC',
  };
  const [manager] = ACCOUNT_MANAGERS;
  if (manager === undefined) throw new Error('nobody to tell it');
  const stage = {
    customer,
    calendar: new Calendar('UTC'),
    chance,
    diary: new Diary(customer.customerId, chance),
    repertoire: new Repertoire(chance),
    managerAt: () => manager,
  };
  opening.tell(new Scene(stage, 'opening-1', OPENED_AT));
  story.tell(new Scene(stage, `${story.name}-1`, BEGINS_AT));
  return stage.diary.until(Infinity);
}

export function timelineOf(contacts: readonly PlannedContact[]): Timeline {
  const timeline = new Timeline();
  for (const [index, contact] of contacts.entries()) {
    const recorded = recordedOf(contact, `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, timeline);
    const decision = decide(timeline, recorded);
    if (decision.is === 'REFUSED') throw new Error(`${contact.type}: ${decision.refusal.code}`);
    timeline.add(recorded);
  }
  return timeline;
}

function recordedOf(contact: PlannedContact, id: string, timeline: Timeline): RecordedContact {
  const { customerId, occurredAt, facts, retracts, type, recordedAt, recordedBy, idempotencyKey } = contact;
  const taken = retracts === null ? {} : { contactId: timeline.byIdempotencyKey(retracts)?.id };
  const said = { ...facts, ...taken, customerId, occurredAt: toIso(occurredAt) } as RecordedContact['data'];
  const defaults = definitionOf(type)?.defaults?.(said, () => `made-${id}`) ?? {};
  const data = { ...said, ...defaults };
  const rest = { correlationId: 'test', causationId: null, fingerprint: idempotencyKey, idChosen: true, sealed: null };
  return { id, type, data, at: occurredAt, recordedAt, recordedBy, idempotencyKey, ...rest };
}

/** Trust so many days after the last contact of the story. */
export function after(contacts: readonly PlannedContact[], days: number): Assessment {
  const last = Math.max(...contacts.map(({ occurredAt }) => occurredAt));
  const assessment = assessTimeline(timelineOf(contacts), last + days * DAY_MS, TRUST_BETA_1);
  if (assessment === null) throw new Error('not open');
  return assessment;
}

/** Points gained or lost against a relationship of which nothing else is known, mean over some tellings. */
export function effect(story: Story, days: number, tellings = 40): number {
  let sum = 0;
  for (let seed = 1; seed <= tellings; seed += 1) {
    const { score, prior } = after(told(story, seed), days);
    sum += score - prior;
  }
  return sum / tellings;
}
