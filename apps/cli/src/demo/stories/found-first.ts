import { MINUTE_MS, toIso } from '#relationship';
import { ACKNOWLEDGED } from '../texts/talk.js';
import {
  comesBack,
  callAboutIt,
  customerReports,
  fixInTime,
  keepPosted,
  lookBackAlone,
  promiseFix,
  resolve,
  weReport,
} from './incident-steps.js';
import type { Story } from './story.js';

export const customerFoundFirst: Story = {
  name: 'customer-found-first',
  shows:
    'A surprise is derived: the customer calls about an issue that we had known for hours. Who calls first decides.',
  tell(scene) {
    const incident = scene.repertoire.incident();
    const detectedAt = scene.at;
    const issueId = customerReports(scene.hours(3, 9), incident, detectedAt);
    scene.impress(incident.severity === 'MAJOR' ? -3.5 : -2);
    callAboutIt(scene.minutes(20, 90), incident, issueId, scene.chance.happens(0.5));
    const expectationId = promiseFix(scene, incident, issueId);
    keepPosted(scene, incident, issueId);
    fixInTime(scene, incident, issueId, expectationId);
    if (incident.severity === 'MAJOR') lookBackAlone(scene, incident, issueId);
  },
};

export const heardElsewhere: Story = {
  name: 'heard-elsewhere',
  shows: 'The customer hears of it from others while we have recorded it and told nobody.',
  tell(scene) {
    const incident = scene.repertoire.incident();
    const detectedAt = scene.at;
    const issueId = weReport(scene.minutes(10, 40), incident, detectedAt);
    scene.hours(5, 9);
    scene.record('SurpriseDelayOccurred', {
      about: { issueId },
      customerLearnedAt: scene.hoursAgo(scene.chance.between(0.5, 2)),
      knownSince: toIso(detectedAt),
      lateByMinutes: Math.round((scene.at - detectedAt) / MINUTE_MS),
      stakeholderId: scene.stakeholder('SPONSOR', 'DECISION_MAKER', 'CHAMPION'),
      tone: 'STALEMATE',
      note: `"${scene.repertoire.complaint()}"`,
    });
    scene.impress(incident.severity === 'MAJOR' ? -3.5 : -2);
    callAboutIt(scene.hours(1, 3), incident, issueId, scene.chance.happens(0.4));
    resolve(scene.workdays(1, 2), issueId);
    if (incident.severity === 'MAJOR' && scene.chance.happens(0.7)) lookBackAlone(scene, incident, issueId);
  },
};

export const reportedByCustomer: Story = {
  name: 'reported-by-customer',
  shows: 'Nobody could know of the issue before the customer reported it: no surprise, and our answer counts.',
  tell(scene) {
    const incident = scene.repertoire.lesserIncident();
    const issueId = customerReports(scene, incident, null);
    scene.minutes(15, 60).record('StatusUpdateGiven', {
      about: { issueId },
      changed: false,
      note: scene.chance.pick(ACKNOWLEDGED),
      channel: 'PHONE',
    });
    const expectationId = promiseFix(scene, incident, issueId);
    keepPosted(scene, incident, issueId);
    fixInTime(scene.impress(0.3), incident, issueId, expectationId);
  },
};

export const passedAround: Story = {
  name: 'passed-around',
  shows: 'The issue is handed from team to team; the customer starts again each time, and complains.',
  tell(scene) {
    const incident = scene.repertoire.lesserIncident();
    const issueId = customerReports(scene, incident, null);
    for (const to of scene.chance.shuffled(['team-network', 'team-workplace', 'team-vendor']).slice(0, 2))
      scene.workdays(1, 2).record('IssueHandedOver', { issueId, to });
    scene.workdays(1).record('EscalationRaised', {
      about: { issueId },
      raisedBy: 'CUSTOMER',
      kind: 'FUNCTIONAL',
      stakeholderId: scene.stakeholder('CHAMPION', 'USER'),
      note: `"${scene.repertoire.complaint()}"`,
    });
    resolve(scene.impress(-1).workdays(1, 3), issueId);
    if (scene.chance.happens(0.3)) comesBack(scene, issueId);
  },
};
