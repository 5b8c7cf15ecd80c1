import type { Scene } from '../scenes/scene.js';
import { EXECUTIVE_GRIEVANCES, EXECUTIVE_QUESTIONS } from '../texts/talk.js';
import { promise } from './promises.js';
import type { Story } from './story.js';

export const SUPERVISOR = 'service-director';

/** @returns the id of the request */
export function executiveAsks(scene: Scene, asked: string): string {
  const requestId = scene.id('request');
  scene.record('RequestReceived', {
    requestId,
    asked,
    requesterRole: 'EXECUTIVE',
    stakeholderId: scene.stakeholder('EXECUTIVE'),
    channel: 'PHONE',
    note: 'Rang my own number, not the desk.',
  });
  return requestId;
}

export const executiveHeard: Story = {
  name: 'executive-heard',
  shows: 'An executive asks; the supervisor is told within the hour, and the answer is a promise that is kept.',
  tell(scene) {
    const requestId = executiveAsks(scene, scene.chance.pick(EXECUTIVE_QUESTIONS));
    scene.minutes(10, 50).record('SupervisorNotified', { about: { requestId }, supervisor: SUPERVISOR });
    const { expectationId } = promise(scene.minutes(30, 90), 5);
    scene.workdays(2, 4).record('ExpectationMet', { expectationId, stakeholderId: scene.stakeholder('EXECUTIVE') });
    scene.impress(1);
  },
};

export const executiveOverheard: Story = {
  name: 'executive-overheard',
  shows: 'An executive asks; our supervisor hears of it days later.',
  tell(scene) {
    const requestId = executiveAsks(scene, scene.chance.pick(EXECUTIVE_GRIEVANCES));
    scene.workdays(2, 5).record('SupervisorNotified', {
      about: { requestId },
      supervisor: SUPERVISOR,
      note: 'Should have been the same hour.',
    });
    scene.workdays(1).record('RequestDeclined', { requestId, channel: 'EMAIL' });
    scene.impress(-1.5);
  },
};
