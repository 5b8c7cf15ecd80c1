import { type FactsIn, toIso } from '#relationship';
import type { Scene } from '../scenes/scene.js';
import type { Incident } from '../texts/incident.js';

// Steps shared by the stories of incidents. Each moves the time of the scene forward.

const isMajor = ({ severity }: Incident): boolean => severity === 'MAJOR';

/** We record the issue. @param detectedAt milliseconds since the epoch @returns the issue id */
export function weReport(scene: Scene, incident: Incident, detectedAt: number): string {
  return report(scene, incident, { raisedBy: 'PROVIDER', detectedAt: toIso(detectedAt) });
}

/** The customer reports it. @param detectedAt when we had detected it, ms; null: we had not @returns the issue id */
export function customerReports(scene: Scene, incident: Incident, detectedAt: number | null): string {
  return report(scene, incident, {
    raisedBy: 'CUSTOMER',
    stakeholderId: scene.stakeholder('CHAMPION', 'USER'),
    channel: scene.chance.pick(['PHONE', 'EMAIL', 'PORTAL'] as const),
    ...(detectedAt === null ? {} : { detectedAt: toIso(detectedAt), tone: 'STALEMATE' as const }),
  });
}

type Raised = Pick<FactsIn<'IssueReported'>, 'raisedBy' | 'detectedAt' | 'stakeholderId' | 'channel' | 'tone'>;

function report(scene: Scene, { title, impact, severity, service }: Incident, raised: Raised): string {
  const issueId = scene.id('issue');
  scene.record('IssueReported', { issueId, title, impact, severity, service, ...raised });
  return issueId;
}

/** We call with the bad news: the reason, the impact on the customer, and a workaround. */
export function callAboutIt(scene: Scene, incident: Incident, issueId: string, apologised: boolean): void {
  scene.record('ProactiveCallMade', {
    about: { issueId },
    news: 'BAD',
    impactAcknowledged: true,
    apologised,
    reason: incident.reason,
    options: [incident.option],
    stakeholderId: scene.stakeholder('CHAMPION', 'SPONSOR'),
    channel: 'PHONE',
    tone: scene.chance.pick(['COLLABORATIVE', 'NEUTRAL'] as const),
    note: `They put it like this: "${incident.impact}"`,
  });
}

/** A promise with a fallback and the due time of the next update. @returns its id */
export function promiseFix(scene: Scene, incident: Incident, issueId: string): string {
  const expectationId = scene.id('fix');
  scene.minutes(2, 10).record('ExpectationSet', {
    expectationId,
    issueId,
    what: incident.fix,
    fallback: incident.fallback,
    dueAt: isMajor(incident) ? scene.inHours(10) : toIso(scene.due(4)),
    nextUpdateDueAt: nextUpdate(scene, incident),
    channel: 'PHONE',
  });
  return expectationId;
}

const nextUpdate = (scene: Scene, incident: Incident): string =>
  isMajor(incident) ? scene.inHours(2) : toIso(scene.due(1));

/** One or two updates, each before it is due, even if nothing has changed. */
export function keepPosted(scene: Scene, incident: Incident, issueId: string): void {
  const notes = scene.chance.happens(0.6) ? [incident.steady, incident.progress] : [incident.progress];
  for (const note of notes) {
    if (isMajor(incident)) scene.hours(1.2, 1.8);
    else scene.workdays(1);
    scene.record('StatusUpdateGiven', {
      about: { issueId },
      changed: note === incident.progress,
      note,
      channel: scene.chance.pick(['EMAIL', 'PHONE', 'CHAT'] as const),
      ...(note === notes.at(-1) ? {} : { nextUpdateDueAt: nextUpdate(scene, incident) }),
    });
  }
}

/** The fix is done in time, and we tell the customer. */
export function fixInTime(scene: Scene, incident: Incident, issueId: string, expectationId: string): void {
  if (isMajor(incident)) scene.hours(0.7, 2.5);
  else scene.minutes(40, 150);
  scene.record('ExpectationMet', { expectationId, channel: 'PHONE' });
  resolve(scene, issueId);
}

export const resolve = (scene: Scene, issueId: string): void => {
  scene.minutes(5, 40).record('IssueResolved', { issueId, channel: 'EMAIL' });
};

/** It was not resolved after all, and the customer says so first. */
export function comesBack(scene: Scene, issueId: string): void {
  scene.workdays(1, 2).record('IssueReopened', { issueId, raisedBy: 'CUSTOMER', reason: 'It is back.' });
  resolve(scene.impress(-0.3).workdays(1), issueId);
}

/** A retrospective with both views, which also names what went well. Its action is verified later. */
export function lookBackTogether(scene: Scene, incident: Incident, issueId: string): void {
  const actionId = scene.id('action');
  scene.workdays(2, 4).record('RetrospectiveHeld', {
    about: { issueId },
    providerView: incident.ours,
    customerView: incident.theirs,
    wentWell: [incident.wentWell],
    toChange: [incident.toChange],
    actions: [{ actionId, what: incident.action, dueAt: toIso(scene.due(15)) }],
    stakeholderId: scene.stakeholder('SPONSOR', 'CHAMPION'),
    channel: scene.chance.pick(['IN_PERSON', 'VIDEO'] as const),
    tone: 'COLLABORATIVE',
  });
  scene.impress(0.8);
  if (scene.chance.happens(0.92)) scene.workdays(6, 13).record('CorrectiveActionVerified', { actionId });
}

/** A retrospective with our view only. */
export function lookBackAlone(scene: Scene, incident: Incident, issueId: string): void {
  scene.workdays(2, 5).record('RetrospectiveHeld', {
    about: { issueId },
    providerView: incident.ours,
    toChange: [incident.toChange],
    note: 'Internal only; they were not asked.',
  });
}
