import { MISSTATEMENTS } from '../texts/talk.js';
import type { Story } from './story.js';

export const misstatement: Story = {
  name: 'misstatement',
  shows: 'Something we said proved untrue; trust never fully recovers from deception.',
  tell(scene) {
    scene.record('MisstatementProven', { what: scene.chance.pick(MISSTATEMENTS) });
    scene
      .impress(-6)
      .minutes(60, 240)
      .record('ProactiveCallMade', {
        news: 'BAD',
        apologised: true,
        impactAcknowledged: true,
        note: 'Told them in person, with the director beside me.',
        channel: 'IN_PERSON',
        stakeholderId: scene.stakeholder('DECISION_MAKER', 'SPONSOR', 'EXECUTIVE'),
      });
  },
};
