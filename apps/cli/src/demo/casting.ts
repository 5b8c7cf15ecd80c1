import { DAY_MS } from '#relationship';
import { OCCASIONS, type Occasion } from './account-manager.js';
import type { Chance } from './scenes/chance.js';
import type { Customer, Segment } from './scenes/customer.js';
import { fallsTo, managerNumbered, momentIn, placeInPortfolio, type Fate } from './fate.js';
import { cadence, checkIn } from './stories/cadence.js';
import { recordedInError, rememberedLate } from './stories/corrections.js';
import { renewal, sentiment, survey } from './stories/feelings.js';
import { FULFILMENTS, needFulfilled } from './stories/fulfilment.js';
import { goodNews, winCelebrated } from './stories/good-days.js';
import { misstatement } from './stories/misstatement.js';
import { agreementChanged } from './stories/opening.js';
import { holidayCover, ownerChanged, paused } from './stories/ownership.js';
import type { Story } from './stories/story.js';
import { TODAY } from './stories/today.js';

/** A story and its start, ms since the epoch. It begins in working hours; a live one begins at exactly that time. */
export type Telling = { readonly at: number; readonly story: Story; readonly isLive?: true };

/** Only the opening happens in the first days. */
const SETTLING_IN_MS = 3 * DAY_MS;

/** How often each occurs in a year. */
const A_YEAR: Record<Segment, Record<Occasion | 'good' | 'feeling' | 'survey', number>> = {
  ENTERPRISE: { incident: 6.5, promise: 6, request: 3, executive: 1, good: 2.5, feeling: 4, survey: 3 },
  MID_MARKET: { incident: 4, promise: 4, request: 2, executive: 0.5, good: 1.5, feeling: 3, survey: 2 },
  SMALL: { incident: 2, promise: 2.2, request: 1.2, executive: 0.3, good: 0.7, feeling: 2, survey: 1 },
};

/** Occasions of every customer; the account manager's conduct decides which story each becomes. */
export function everyday({ segment, cadenceDays }: Customer, fate: Fate, chance: Chance): Telling[] {
  const { openedAt, until, served, managerAt } = fate;
  const often = A_YEAR[segment];
  const times = (aYear: number): number[] => {
    const count = Math.floor(aYear * served) + (chance.happens((aYear * served) % 1) ? 1 : 0);
    return Array.from({ length: count }, () => chance.between(openedAt + SETTLING_IN_MS, until));
  };
  const occasions = OCCASIONS.flatMap((occasion) =>
    times(often[occasion] * (managerAt(openedAt).often[occasion] ?? 1)).map((at) => ({
      at,
      story: chance.draw(managerAt(at)[occasion]),
    })),
  );
  const checkIns = [...cadence(openedAt, until, cadenceDays, () => chance.between(0, 0.2))]
    .filter((at) => chance.happens(managerAt(at).keepsCadence))
    .map((at) => ({ at, story: checkIn }));
  return [
    ...occasions,
    ...checkIns,
    ...times(often.good).map((at) => ({ at, story: chance.happens(0.65) ? goodNews : winCelebrated })),
    ...times(often.feeling).map((at) => ({ at, story: sentiment })),
    ...times(often.survey).map((at) => ({ at, story: survey })),
  ];
}

/** Stories of few customers, and only of those served for some time. */
export function rare(customer: Customer, fate: Fate, chance: Chance): Telling[] {
  if (!fate.isEstablished) return [];
  const { changesAt, pausedAt, reopensAt, managerAt } = fate;
  const sometime = (from: number, to: number) => momentIn(fate, from, to, chance);
  const cover = holidayCover(managerNumbered(customer.index + 1).owner);
  const tellings: (Telling | false)[] = [
    { story: renewal, at: sometime(0.55, 0.95) },
    changesAt < Infinity && { story: ownerChanged(managerAt(changesAt).owner), at: changesAt },
    pausedAt < Infinity && { story: paused(reopensAt), at: pausedAt },
    fallsTo(customer, 6, 9) && { story: cover, at: sometime(0.3, 0.999) },
    fallsTo(customer, 7, 13) && { story: misstatement, at: sometime(0.2, 0.9) },
    fallsTo(customer, 4, 14) && { story: recordedInError, at: sometime(0.1, 0.9) },
    fallsTo(customer, 5, 12) && { story: rememberedLate, at: sometime(0.1, 0.9) },
    fallsTo(customer, 1, 7) && { story: agreementChanged, at: sometime(0.2, 0.9) },
  ];
  return tellings.filter((each) => each !== false);
}

/** Stories with a fixed day: a need is fulfilled for all customers who wait, and something is owed when the year ends. */
export function live(customer: Customer, fate: Fate, chance: Chance): Telling[] {
  const { openedAt, until, isEstablished, managerAt } = fate;
  const fulfilled = FULFILMENTS.map((each): Telling => {
    return { story: needFulfilled(each), at: until - each.daysBeforeEnd * DAY_MS, isLive: true };
  }).filter(({ at }) => at > openedAt);
  const stories = TODAY.filter(({ isSlip }) => !isSlip || managerAt(until).letsSlip);
  const place = placeInPortfolio(customer);
  const today = isEstablished && place % 2 === 0 ? stories[(place / 2) % stories.length] : undefined;
  return today === undefined
    ? fulfilled
    : [...fulfilled, { story: today, at: until - today.ago({ chance }), isLive: true }];
}
