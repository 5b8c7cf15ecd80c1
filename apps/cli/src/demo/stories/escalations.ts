import { SUPERVISOR } from './executives.js';
import { callAboutIt, customerReports, resolve } from './incident-steps.js';
import type { Story } from './story.js';

export const customerEscalates: Story = {
  name: 'customer-escalates',
  shows: 'The customer escalates to our management, and our supervisor is told at once.',
  tell(scene) {
    const incident = scene.repertoire.lesserIncident();
    const issueId = customerReports(scene, incident, null);
    scene.workdays(2, 3).record('EscalationRaised', {
      about: { issueId },
      raisedBy: 'CUSTOMER',
      kind: 'HIERARCHIC',
      stakeholderId: scene.stakeholder('EXECUTIVE', 'DECISION_MAKER'),
      tone: 'STALEMATE',
      note: `"${scene.repertoire.complaint()}"`,
    });
    scene.minutes(10, 60).record('SupervisorNotified', { about: { issueId }, supervisor: SUPERVISOR });
    callAboutIt(scene.impress(-1).minutes(20, 90), incident, issueId, true);
    resolve(scene.workdays(1), issueId);
  },
};

export const weEscalate: Story = {
  name: 'we-escalate',
  shows: 'We escalate for the customer before the customer has to.',
  tell(scene) {
    const incident = scene.repertoire.lesserIncident();
    const issueId = customerReports(scene, incident, null);
    scene.minutes(20, 90).record('StatusUpdateGiven', { about: { issueId }, changed: false, channel: 'PHONE' });
    scene.workdays(1).record('EscalationRaised', {
      about: { issueId },
      raisedBy: 'PROVIDER',
      kind: 'FUNCTIONAL',
      note: 'Vendor did not move. Took it to their platform lead in the name of the customer.',
    });
    resolve(scene.impress(0.6).workdays(1, 2), issueId);
  },
};
