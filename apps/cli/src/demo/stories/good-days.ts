import type { Story } from './story.js';

export const goodNews: Story = {
  name: 'good-news',
  shows: 'A proactive call adds trust, also with good news.',
  tell(scene) {
    scene.record('ProactiveCallMade', {
      news: 'GOOD',
      note: scene.repertoire.news(),
      stakeholderId: scene.stakeholder('CHAMPION', 'SPONSOR'),
      channel: 'PHONE',
      tone: 'COLLABORATIVE',
    });
    scene.impress(0.3);
  },
};

export const winCelebrated: Story = {
  name: 'win-celebrated',
  shows: 'A success is celebrated together.',
  tell(scene) {
    scene.record('WinCelebrated', { what: scene.repertoire.win(), channel: 'IN_PERSON', tone: 'COLLABORATIVE' });
    scene.impress(0.5);
  },
};
