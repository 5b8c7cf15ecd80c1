import { checkIn } from '../../apps/cli/src/demo/stories/cadence.js';
import { recordedInError, rememberedLate } from '../../apps/cli/src/demo/stories/corrections.js';
import { customerEscalates, weEscalate } from '../../apps/cli/src/demo/stories/escalations.js';
import { customerFoundFirst, heardElsewhere, passedAround } from '../../apps/cli/src/demo/stories/found-first.js';
import { goodNews, winCelebrated } from '../../apps/cli/src/demo/stories/good-days.js';
import { misstatement } from '../../apps/cli/src/demo/stories/misstatement.js';
import {
  promiseKept,
  promiseKeptByOurWord,
  promiseMissedForewarned,
  promiseMissedInSilence,
} from '../../apps/cli/src/demo/stories/promises.js';
import { saidNoPlainly, saidNoWithAlternative, saidNoWithReason } from '../../apps/cli/src/demo/stories/saying-no.js';
import type { Story } from '../../apps/cli/src/demo/stories/story.js';
import { promiseReplaced, promiseTakenBack } from '../../apps/cli/src/demo/stories/taken-back.js';
import { majorToldEarly, toldEarly, toldLate } from '../../apps/cli/src/demo/stories/told-early.js';
import { updateNotSent, updatesKeptUp } from '../../apps/cli/src/demo/stories/updates-owed.js';
import { effectOf } from './stories.js';

const AT_ITS_END = 0.01;

describe('what a story does to the trust of a fresh relationship', () => {
  const earning = [toldEarly, majorToldEarly, promiseKept, updatesKeptUp, saidNoWithAlternative, weEscalate];
  it.each([...earning, goodNews, winCelebrated, checkIn].map((story) => [story.name, story] as const))(
    '%s earns',
    async (_, story) => expect(await effectOf(story, AT_ITS_END)).toBeGreaterThan(0),
  );

  const costing = [customerFoundFirst, heardElsewhere, passedAround, promiseMissedInSilence, promiseTakenBack];
  it.each([...costing, saidNoPlainly, customerEscalates].map((story) => [story.name, story] as const))(
    '%s costs',
    async (_, story) => expect(await effectOf(story, AT_ITS_END)).toBeLessThan(0),
  );

  const rankings: readonly (readonly [string, readonly Story[]])[] = [
    ['who calls whom', [toldEarly, toldLate, customerFoundFirst]],
    ['how a no is said', [saidNoWithAlternative, saidNoWithReason, saidNoPlainly]],
    ['a promise taken back hurts more than a no', [saidNoPlainly, promiseReplaced, promiseTakenBack]],
    ['a day that passes', [promiseKept, promiseMissedForewarned, promiseMissedInSilence]],
    ['our word alone weighs less', [promiseKept, promiseKeptByOurWord, updateNotSent]],
    ['written down late, and yet in time', [rememberedLate, promiseMissedInSilence]],
  ];
  it.each(rankings)('%s, from best to worst', async (_, stories) => {
    const effects = await Promise.all(stories.map((story) => effectOf(story, AT_ITS_END)));
    expect(effects).toEqual([...effects].sort((a, b) => b - a));
    expect(new Set(effects).size).toBe(effects.length);
  });

  it('a contact recorded in error leaves nothing behind', async () =>
    expect(await effectOf(recordedInError, AT_ITS_END)).toBeCloseTo(0, 9));

  it('a misstatement is felt a year later, a missed promise hardly', async () => {
    expect(await effectOf(misstatement, 365)).toBeLessThan(-15);
    expect(await effectOf(promiseMissedInSilence, 365)).toBeGreaterThan(-5);
  });
});
