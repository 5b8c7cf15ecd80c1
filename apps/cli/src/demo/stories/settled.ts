import { customerReports, resolve } from './incident-steps.js';
import type { Story } from './story.js';

export const settledByTheDesk: Story = {
  name: 'settled-by-the-desk',
  shows: 'A system of record states whether the promise was kept; its statement overrides ours.',
  tell(scene) {
    const incident = scene.repertoire.lesserIncident();
    const issueId = customerReports(scene, incident, null);
    const expectationId = scene.id('service-time');
    scene.minutes(1, 5).record('ExpectationSet', {
      expectationId,
      issueId,
      what: `${incident.fix}, within the service time as the service desk counts it`,
    });
    resolve(scene.workdays(1, 2), issueId);
    const kept = scene.chance.happens(0.75);
    scene.minutes(5, 60).record('ExpectationSettled', { expectationId, kept });
    scene.impress(kept ? 0.3 : -0.8);
  },
};
