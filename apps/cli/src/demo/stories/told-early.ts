import { DAY_MS, HOUR_MS, lookBackId, toIso } from '#relationship';
import type { Scene } from '../scenes/scene.js';
import type { Incident } from '../texts/incident.js';
import {
  callAboutIt,
  fixInTime,
  keepPosted,
  lookBackAlone,
  lookBackTogether,
  promiseFix,
  weReport,
} from './incident-steps.js';
import type { Story } from './story.js';

function tellEarly(scene: Scene, incident: Incident): string {
  const detectedAt = scene.at;
  const issueId = weReport(scene.minutes(4, 20), incident, detectedAt);
  callAboutIt(scene.minutes(10, 60), incident, issueId, scene.chance.happens(0.7));
  const expectationId = promiseFix(scene, incident, issueId);
  keepPosted(scene, incident, issueId);
  fixInTime(scene, incident, issueId, expectationId);
  return issueId;
}

export const toldEarly: Story = {
  name: 'told-early',
  shows: 'Bad news told early adds trust; updates are given even if nothing has changed.',
  tell(scene) {
    const incident = scene.repertoire.lesserIncident();
    const issueId = tellEarly(scene.impress(1), incident);
    if (scene.chance.happens(0.6)) lookBackTogether(scene, incident, issueId);
  },
};

export const majorToldEarly: Story = {
  name: 'major-told-early',
  shows:
    'The relationship survives a major incident: told at once, a workaround, an apology, a retrospective with both views.',
  tell(scene) {
    const incident = scene.repertoire.majorIncident();
    lookBackTogether(scene, incident, tellEarly(scene.impress(1.5), incident));
  },
};

export const lookBackDeferred: Story = {
  name: 'look-back-deferred',
  shows: 'An obligation is deferred with a reason: the score does not change, and the obligation returns later.',
  tell(scene) {
    const incident = scene.repertoire.majorIncident();
    const issueId = tellEarly(scene.impress(1), incident);
    scene.workdays(1, 2).record('ObligationDeferred', {
      obligationId: lookBackId(issueId),
      until: toIso(scene.due(8)),
      reason: 'They have an audit until the end of next week and asked to look back afterwards.',
    });
    lookBackTogether(scene.workdays(7), incident, issueId);
  },
};

export const toldLate: Story = {
  name: 'told-late',
  shows: 'Told before the customer noticed, but hours after we knew: candour gains less with every hour.',
  tell(scene) {
    const incident = scene.repertoire.incident();
    const detectedAt = scene.at;
    const issueId = weReport(scene.minutes(10, 50), incident, detectedAt);
    // Within a day at most, even outside working hours.
    callAboutIt(
      scene.to(detectedAt + Math.min(scene.chance.between(7, 20) * HOUR_MS, DAY_MS)),
      incident,
      issueId,
      false,
    );
    const expectationId = promiseFix(scene.impress(-0.3), incident, issueId);
    keepPosted(scene, incident, issueId);
    fixInTime(scene, incident, issueId, expectationId);
    if (incident.severity === 'MAJOR' && scene.chance.happens(0.7)) lookBackAlone(scene, incident, issueId);
  },
};
