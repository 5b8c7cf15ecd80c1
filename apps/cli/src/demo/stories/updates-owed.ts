import { toIso } from '#relationship';
import { promise } from './promises.js';
import type { Story } from './story.js';

export const updateNotSent: Story = {
  name: 'update-not-sent',
  shows: 'An update was promised and not sent, even though nothing had changed. The promise itself is kept.',
  tell(scene) {
    const { expectationId } = promise(scene, 10, 3);
    scene.workdays(7, 9).record('ExpectationMet', { expectationId, note: 'Done. They had asked twice how it stands.' });
    scene.impress(-0.6);
  },
};

export const updatesKeptUp: Story = {
  name: 'updates-kept-up',
  shows: 'An update every few days, even if nothing has changed.',
  tell(scene) {
    const { expectationId, text } = promise(scene, 14, 4);
    for (const note of ['No change since Monday; you hear from me again as agreed.', text.halfway])
      scene.workdays(2, 3).record('StatusUpdateGiven', {
        about: { expectationId },
        changed: note === text.halfway,
        nextUpdateDueAt: toIso(scene.due(4)),
        note,
        channel: 'EMAIL',
      });
    scene.workdays(1, 3).record('ProactiveCallMade', {
      about: { expectationId },
      news: 'NO_CHANGE',
      note: 'Nothing new, rang all the same. They were surprised in the good way.',
      channel: 'PHONE',
    });
    scene.workdays(1, 2).record('ExpectationMet', { expectationId });
    scene.impress(0.8);
  },
};
