import { promiseWhatIsAsked } from './promises.js';
import type { Story } from './story.js';

export const promiseTakenBack: Story = {
  name: 'promise-taken-back',
  shows: 'A withdrawn promise costs more than a no.',
  tell(scene) {
    const { expectationId, text } = promiseWhatIsAsked(scene, 10);
    scene.workdays(5, 8).record('ExpectationWithdrawn', { expectationId, reason: text.delay, channel: 'EMAIL' });
    scene.impress(-1.2);
  },
};

export const promiseReplaced: Story = {
  name: 'promise-replaced',
  shows: 'A promise is withdrawn with a substitute arranged before: it costs less, but still more than a no.',
  tell(scene) {
    const { expectationId, text } = promiseWhatIsAsked(scene, 10);
    scene.workdays(4, 7).record('ExpectationWithdrawn', {
      expectationId,
      reason: text.delay,
      substitute: text.substitute,
      channel: 'PHONE',
      note: 'The substitute was there before I rang.',
    });
    scene.impress(-0.6);
  },
};
