import { toIso, DAY_MS } from '#relationship';
import { OWNER_CHANGE_REASONS } from '../texts/talk.js';
import type { Scene } from '../scenes/scene.js';
import { SUPERVISOR } from './executives.js';
import type { Story } from './story.js';

/** @param owner the new owner of the relationship */
export const ownerChanged = (owner: string): Story => ({
  name: 'owner-changed',
  shows: 'Another account manager takes over permanently: earlier contacts stay in the score, later ones repair it.',
  tell(scene) {
    scene.record('OwnerAssigned', { owner, reason: scene.chance.pick(OWNER_CHANGE_REASONS) }, { by: SUPERVISOR });
    const introduced = { topics: ['Who we are now', 'What went wrong before'], channel: 'IN_PERSON' } as const;
    scene.workdays(1, 2).record('CheckInHeld', introduced, { by: owner });
  },
});

/** @param owner the substitute */
export const holidayCover = (owner: string): Story => ({
  name: 'holiday-cover',
  shows: 'During holiday cover the substitute has the worklist; the history does not change.',
  tell(scene: Scene) {
    const until = toIso(scene.at + scene.chance.whole(8, 16) * DAY_MS);
    scene.record('OwnerAssigned', { owner, until, reason: 'Holiday cover.' });
  },
});

/** @param reopensAt milliseconds since the epoch */
export const paused = (reopensAt: number): Story => ({
  name: 'paused',
  shows: 'Closed while the project is on hold, then reopened: nothing is owed in between, and the history is kept.',
  tell(scene) {
    scene.record('RelationshipClosed', { reason: 'Project rests until the new site is ready.' });
    scene.diary.close(scene.at, reopensAt);
    scene.to(reopensAt).record('RelationshipReopened', { reason: 'The new site is ready.' });
  },
});
