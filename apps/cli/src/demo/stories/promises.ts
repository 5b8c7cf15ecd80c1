import { MINUTE_MS, toIso } from '#relationship';
import type { Scene } from '../scenes/scene.js';
import type { PromiseText } from '../texts/promises.js';
import type { Story } from './story.js';

export type Promised = { readonly expectationId: string; readonly text: PromiseText; readonly dueAt: number };

/** A request, then a promise a day later. @param workdays until it is due @param update workdays until the next update */
export function promiseWhatIsAsked(scene: Scene, workdays: number, update: number | null = null): Promised {
  const text = scene.repertoire.promise();
  scene.record('RequestReceived', {
    requestId: scene.id('request'),
    asked: text.asked,
    stakeholderId: scene.stakeholder('CHAMPION', 'DECISION_MAKER', 'USER'),
    channel: scene.chance.pick(['EMAIL', 'PHONE', 'PORTAL'] as const),
  });
  return promise(scene.workdays(1), workdays, update, text);
}

/** A promise with a fallback. @param workdays until it is due @param update workdays until the next update */
export function promise(
  scene: Scene,
  workdays: number,
  update: number | null = null,
  text: PromiseText = scene.repertoire.promise(),
): Promised {
  const expectationId = scene.id('promise');
  const dueAt = scene.due(workdays);
  scene.record('ExpectationSet', {
    expectationId,
    what: text.what,
    fallback: text.fallback,
    dueAt: toIso(dueAt),
    ...(update === null ? {} : { nextUpdateDueAt: toIso(scene.due(update)) }),
    stakeholderId: scene.stakeholder('CHAMPION', 'DECISION_MAKER'),
    channel: scene.chance.pick(['IN_PERSON', 'VIDEO', 'PHONE'] as const),
  });
  return { expectationId, text, dueAt };
}

export function halfway(scene: Scene, { expectationId, text }: Promised): void {
  scene.record('StatusUpdateGiven', { about: { expectationId }, changed: true, note: text.halfway, channel: 'EMAIL' });
}

export const promiseKept: Story = {
  name: 'promise-kept',
  shows: 'We keep the promise, and give an update before it is due.',
  tell(scene) {
    const promised = promiseWhatIsAsked(scene, 10, 6);
    halfway(scene.workdays(3, 5), promised);
    scene.workdays(1, 3).record('ExpectationMet', { expectationId: promised.expectationId, channel: 'PHONE' });
    scene.impress(0.5);
  },
};

export const promiseKeptByOurWord: Story = {
  name: 'promise-kept-by-our-word',
  shows: 'Self-reported: only we say that it was kept, so it weighs half.',
  tell(scene) {
    const { expectationId } = promise(scene, 8);
    scene.workdays(4, 6).record('ExpectationMet', { expectationId, evidence: 'SELF_REPORTED' });
    scene.impress(0.2);
  },
};

export const promiseReset: Story = {
  name: 'promise-reset',
  shows: 'The promise gets a new date, with the reason, before the old date has passed; then it is kept.',
  tell(scene) {
    const { expectationId, text } = promiseWhatIsAsked(scene, 8);
    scene.workdays(5, 6).record('ExpectationReset', {
      expectationId,
      dueAt: toIso(scene.due(7)),
      reason: text.delay,
      channel: 'PHONE',
    });
    // Half of them are kept by the old date after all, so nothing is missed.
    if (scene.chance.happens(0.5)) scene.workdays(1);
    else scene.workdays(4, 6);
    scene.record('ExpectationMet', { expectationId });
    scene.impress(0.3);
  },
};

export const promiseMissedForewarned: Story = {
  name: 'promise-missed-forewarned',
  shows: 'The promise cannot be kept; we tell the customer before the due day and offer a substitute.',
  tell(scene) {
    const { expectationId, text } = promise(scene, 8);
    scene.workdays(5, 7).record('ProactiveCallMade', {
      about: { expectationId },
      news: 'BAD',
      impactAcknowledged: true,
      apologised: true,
      reason: text.delay,
      options: [{ kind: 'SUBSTITUTE', what: text.substitute }],
      stakeholderId: scene.stakeholder('CHAMPION', 'DECISION_MAKER'),
      channel: 'PHONE',
    });
    scene.workdays(5, 8).record('ExpectationMet', { expectationId });
    scene.impress(-0.2);
  },
};

export const promiseMissedInSilence: Story = {
  name: 'promise-missed-in-silence',
  shows: 'The due day passes without an update; the customer has to ask.',
  tell(scene) {
    const { expectationId, text, dueAt } = promise(scene, 7);
    scene.to(dueAt).workdays(1, 3);
    if (scene.chance.happens(0.6))
      scene.record('SurpriseDelayOccurred', {
        about: { expectationId },
        lateByMinutes: Math.round((scene.at - dueAt) / MINUTE_MS),
        note: `They asked where it was. ${text.delay}`,
      });
    scene.workdays(2, 6).record('ExpectationMet', { expectationId });
    scene.impress(-2);
  },
};
