import { MISSTATEMENTS } from '../texts/talk.js';
import type { Story } from './story.js';

export const misstatement: Story = {
  name: 'misstatement',
  shows: 'What we said proved untrue; only deception never fully recovers.',
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
