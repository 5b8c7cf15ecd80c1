import type { Story } from './story.js';
import { SUPERVISOR } from './executives.js';
import { NEEDS } from '../texts/needs.js';

/** A need that was fulfilled by a change in the organisation, so that every earlier no becomes a yes. */
export type Fulfilment = { readonly needId: string; readonly daysBeforeEnd: number; readonly change: string };

/** The first is long ago, so customers have noticed it; the second is so recent that some still wait for the call. */
export const FULFILMENTS: readonly Fulfilment[] = [
  {
    needId: 'need-own-data',
    daysBeforeEnd: 75,
    change: 'A reporting view for each customer, with a nightly file of all tickets and the monitoring history',
  },
  {
    needId: 'need-weekend-cover',
    daysBeforeEnd: 6,
    change: 'A weekend desk with two people, shared with the partner who serves sites on Saturdays',
  },
];

/** From this many days before, nobody asks for it any more, since the change is announced. */
const ANNOUNCED_DAYS = 21;

/** @param daysLeft until the year ends */
export const isFulfilled = (needId: string, daysLeft: number): boolean =>
  FULFILMENTS.some((each) => each.needId === needId && each.daysBeforeEnd + ANNOUNCED_DAYS > daysLeft);

export const needFulfilled = ({ needId, change }: Fulfilment): Story => ({
  name: 'need-fulfilled',
  shows:
    'One change of the organisation turns every earlier no into a yes, and each customer who waited is owed a call.',
  tell(scene) {
    if (!scene.diary.hasAsked(needId)) return;
    scene.record('NeedFulfilled', { needId, change }, { by: SUPERVISOR });
    if (!scene.chance.happens(scene.manager.keepsCadence)) return;
    const asks = NEEDS.find((each) => each.needId === needId)?.asks ?? [];
    scene.workdays(1, 4).record('ProactiveCallMade', {
      about: { needId },
      news: 'GOOD',
      note: `Rang about the old no (${asks.join('; ').toLowerCase()}). It is a yes now.`,
      channel: 'PHONE',
      tone: 'COLLABORATIVE',
    });
    scene.impress(1.5);
  },
});
