import { DAY_MS } from '#relationship';
import type { Story } from './story.js';

export const checkIn: Story = {
  name: 'check-in',
  shows: 'We show up when nothing is wrong. Where nobody does, the cadence runs out.',
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

/** When check-ins are due by the cadence. @param drift how much sooner, as a share of the cadence, they are held */
export function* cadence(openedAt: number, until: number, days: number, drift: () => number): Generator<number> {
  for (let at = openedAt; ;) {
    at += days * DAY_MS * (1 - drift());
    if (at >= until) return;
    yield at;
  }
}
