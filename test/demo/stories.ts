import { ContactLog, KeyRing } from '#contact-log';
import { MemoryEventStore } from '#event-store';
import { DAY_MS } from '#relationship';
import { assessTimeline, DEFAULT_MODEL } from '#trust';
import { ACCOUNT_MANAGERS } from '../../apps/cli/src/demo/account-managers.js';
import { Calendar } from '../../apps/cli/src/demo/scenes/calendar.js';
import { Chance } from '../../apps/cli/src/demo/scenes/chance.js';
import { customerOf } from '../../apps/cli/src/demo/scenes/customer.js';
import { Diary } from '../../apps/cli/src/demo/scenes/diary.js';
import type { PlannedContact } from '../../apps/cli/src/demo/scenes/planned-contact.js';
import { recordSimulation } from '../../apps/cli/src/demo/record-simulation.js';
import { Repertoire } from '../../apps/cli/src/demo/scenes/repertoire.js';
import { Scene } from '../../apps/cli/src/demo/scenes/scene.js';
import { opening } from '../../apps/cli/src/demo/stories/opening.js';
import type { Story } from '../../apps/cli/src/demo/stories/story.js';

const OPENED_AT = Date.UTC(2025, 0, 6, 9);
const BEGINS_AT = Date.UTC(2025, 1, 4, 10);
const TELLINGS = 8;

/** A log that keeps everything in memory. */
export const memoryLog = (): ContactLog => new ContactLog(new MemoryEventStore(), new KeyRing(':memory:'));

/** The story on a fresh relationship, and nothing else. */
function told(story: Story, seed: number): readonly PlannedContact[] {
  const chance = Chance.sources(seed).next().value;
  const made = customerOf(0, `Fresh ${seed}`, OPENED_AT, chance);
  const customer = { ...made, openedAt: OPENED_AT, openingTrust: null, noticeHours: null, timeZone: 'UTC' };
  const [manager] = ACCOUNT_MANAGERS;
  if (manager === undefined) throw new Error('nobody to tell it');
  const diary = new Diary(customer.customerId, chance);
  const repertoire = new Repertoire(chance);
  const until = BEGINS_AT + 365 * DAY_MS;
  const stage = { customer, calendar: new Calendar('UTC'), chance, diary, repertoire, until, managerAt: () => manager };
  opening.tell(new Scene(stage, 'opening-1', OPENED_AT));
  story.tell(new Scene(stage, `${story.name}-1`, BEGINS_AT));
  return diary.until(Infinity);
}

/**
 * Points that a story gains or loses on a relationship of which nothing else is known: the mean of some tellings.
 * @param days after the last contact of the story
 */
export async function effectOf(story: Story, days: number): Promise<number> {
  const log = memoryLog();
  const tellings = Array.from({ length: TELLINGS }, (_, nth) => told(story, nth + 1));
  const inOrder = tellings.flat().sort((a, b) => a.recordedAt - b.recordedAt);
  const { refused } = await recordSimulation(log, inOrder, 'test');
  if (refused.length > 0) throw new Error(`${story.name}: ${JSON.stringify(refused[0])}`);
  let sum = 0;
  for (const contacts of tellings) {
    const timeline = await log.timelineOf(contacts[0]?.customerId ?? '');
    const lastAt = Math.max(...contacts.map(({ occurredAt }) => occurredAt));
    const assessment = timeline && assessTimeline(timeline, lastAt + days * DAY_MS, DEFAULT_MODEL);
    if (assessment === null) throw new Error('not open');
    sum += assessment.score - assessment.prior;
  }
  return sum / TELLINGS;
}
