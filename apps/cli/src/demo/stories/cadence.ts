import { DAY_MS } from '#relationship';
import type { Story } from './story.js';

export const checkIn: Story = {
  name: 'check-in',
  shows: 'We check in when nothing is wrong. If nobody does, the check-in becomes overdue.',
  tell(scene) {
    scene.record('CheckInHeld', {
      topics: [scene.repertoire.topic(), scene.repertoire.topic()],
      note: scene.repertoire.checkIn(),
      stakeholderId: scene.stakeholder('CHAMPION', 'SPONSOR', 'DECISION_MAKER', 'USER'),
      channel: scene.chance.pick(['IN_PERSON', 'VIDEO', 'PHONE'] as const),
      tone: scene.diary.goodwill(scene.at) < -3 ? 'NEUTRAL' : 'COLLABORATIVE',
    });
    scene.impress(0.1);
  },
};

/** The times of check-ins. @param drift how much earlier than due each is held, as a share of the cadence */
export function* cadence(openedAt: number, until: number, days: number, drift: () => number): Generator<number> {
  for (let at = openedAt; ;) {
    at += days * DAY_MS * (1 - drift());
    if (at >= until) return;
    yield at;
  }
}
