import { DAY_MS, MINUTE_MS } from '#relationship';
import { RETRACTION_REASONS } from '../texts/talk.js';
import { promise } from './promises.js';
import type { Story } from './story.js';

export const rememberedLate: Story = {
  name: 'remembered-late',
  shows:
    'Two clocks: the warning was given before the due day and recorded days after it. Until then it looked like silence.',
  tell(scene) {
    const { expectationId, text, dueAt } = promise(scene, 6);
    const warned = {
      about: { expectationId },
      news: 'BAD',
      reason: text.delay,
      apologised: true,
      channel: 'PHONE',
      note: 'Written down late, I was travelling.',
    } as const;
    scene.workdays(4, 5).record('ProactiveCallMade', warned, { recordedAt: dueAt + 4 * DAY_MS + 37 * MINUTE_MS });
    scene.to(dueAt).workdays(1, 2).record('ExpectationMet', { expectationId });
  },
};

export const recordedInError: Story = {
  name: 'recorded-in-error',
  shows: 'A correction is a new event; after it, the score is as if the contact had never been recorded.',
  tell(scene) {
    const visit = scene.record('CheckInHeld', { topics: [scene.repertoire.topic()], channel: 'IN_PERSON' });
    const retraction = { contactId: visit, reason: scene.chance.pick(RETRACTION_REASONS) };
    scene.workdays(1, 3).record('ContactRetracted', retraction, { retracts: visit });
  },
};
