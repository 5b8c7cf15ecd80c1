import { DAY_MS, HOUR_MS } from '#relationship';
import type { Scene } from '../scenes/scene.js';
import { EXECUTIVE_QUESTIONS } from '../texts/talk.js';
import { executiveAsks } from './executives.js';
import { callAboutIt, fixInTime, keepPosted, lookBackTogether, promiseFix, weReport } from './incident-steps.js';
import { promise } from './promises.js';
import type { Story } from './story.js';

/** A story that ends now, with something owed. */
export type LiveStory = Story & {
  /** How long before the end of the year it begins, ms; chosen so that what is owed is near. */
  readonly ago: (scene: Pick<Scene, 'chance'>) => number;
  /** Something has slipped, as it does with some account managers only. */
  readonly isSlip?: true;
};

const hoursAgo =
  (min: number, max: number): LiveStory['ago'] =>
  ({ chance }) =>
    chance.between(min, max) * HOUR_MS;
const daysAgo = (min: number, max: number): LiveStory['ago'] => hoursAgo(24 * min, 24 * max);

const detected = (scene: Scene): void => {
  const detectedAt = scene.at;
  weReport(scene.minutes(2, 6), scene.repertoire.incident(), detectedAt);
};

/** What today's worklist is made of. */
export const TODAY: readonly LiveStory[] = [
  {
    name: 'today-detected',
    shows: 'Known to us, not yet told, and still within the notice: a call owed, with minutes left.',
    ago: hoursAgo(0.7, 3),
    tell: detected,
  },
  {
    name: 'today-detected-long-ago',
    shows: 'Known to us since this morning and still not told: the call is late already.',
    ago: hoursAgo(5, 9),
    isSlip: true,
    tell: detected,
  },
  {
    name: 'today-executive-asked',
    shows: 'An executive asked, and our supervisor does not know.',
    ago: hoursAgo(1, 5),
    tell: (scene) => void executiveAsks(scene, scene.chance.pick(EXECUTIVE_QUESTIONS)),
  },
  {
    name: 'today-update-due',
    shows: 'A word was promised within the next hour or two.',
    ago: hoursAgo(0.7, 1.9),
    tell(scene) {
      const incident = scene.repertoire.majorIncident();
      const detectedAt = scene.at;
      const issueId = weReport(scene.minutes(3, 8), incident, detectedAt);
      callAboutIt(scene.minutes(5, 15), incident, issueId, true);
      promiseFix(scene, incident, issueId);
    },
  },
  {
    name: 'today-promise-due',
    shows: 'A promise falls due in a day or two, and nothing has been heard of it.',
    ago: daysAgo(6, 8),
    tell: (scene) => void promise(scene, 6),
  },
  {
    name: 'today-promise-lapsed',
    shows: 'A promise fell due days ago, unmet and unmentioned.',
    ago: daysAgo(8, 9),
    isSlip: true,
    tell: (scene) => void promise(scene, 4, 2),
  },
  {
    name: 'today-not-looked-back',
    shows: 'A major issue is resolved and nobody has looked back on it.',
    ago: daysAgo(1.5, 3),
    tell(scene) {
      const incident = scene.repertoire.majorIncident();
      const detectedAt = scene.at;
      const issueId = weReport(scene.minutes(3, 8), incident, detectedAt);
      callAboutIt(scene.minutes(5, 15), incident, issueId, true);
      const expectationId = promiseFix(scene, incident, issueId);
      keepPosted(scene, incident, issueId);
      fixInTime(scene, incident, issueId, expectationId);
    },
  },
  {
    name: 'today-action-due',
    shows: 'What was agreed when looking back falls due, and nobody has checked it.',
    ago: () => 21 * DAY_MS,
    tell(scene) {
      const incident = scene.repertoire.lesserIncident();
      const detectedAt = scene.at;
      const issueId = weReport(scene.minutes(3, 8), incident, detectedAt);
      callAboutIt(scene.minutes(5, 30), incident, issueId, false);
      scene.workdays(1).record('IssueResolved', { issueId });
      lookBackTogether(scene, incident, issueId);
    },
  },
];
