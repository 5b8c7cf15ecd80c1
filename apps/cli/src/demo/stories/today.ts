import { DAY_MS, HOUR_MS } from '#relationship';
import type { Scene } from '../scenes/scene.js';
import { EXECUTIVE_QUESTIONS } from '../texts/talk.js';
import { executiveAsks } from './executives.js';
import {
  callAboutIt,
  customerReports,
  fixInTime,
  keepPosted,
  lookBackTogether,
  promiseFix,
  weReport,
} from './incident-steps.js';
import { promise } from './promises.js';
import type { Story } from './story.js';

/** A story that ends at the end of the year with something owed. */
export type LiveStory = Story & {
  /** How long before the end of the year it begins, ms; chosen so that what is owed is near. */
  readonly ago: (scene: Pick<Scene, 'chance'>) => number;
  /** A due time has passed; told only of account managers who let due times pass. */
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

/** The stories that fill today's worklist. */
export const TODAY: readonly LiveStory[] = [
  {
    name: 'today-detected',
    shows: 'We know of an issue and have not told the customer; the call is owed and still within the notice.',
    ago: hoursAgo(0.7, 3),
    tell: detected,
  },
  {
    name: 'today-detected-long-ago',
    shows: 'We have known of an issue for hours and have not told the customer; the call is overdue.',
    ago: hoursAgo(5, 9),
    isSlip: true,
    tell: detected,
  },
  {
    name: 'today-executive-asked',
    shows: 'An executive asked, and our supervisor has not been told.',
    ago: hoursAgo(1, 5),
    tell: (scene) => void executiveAsks(scene, scene.chance.pick(EXECUTIVE_QUESTIONS)),
  },
  {
    name: 'today-update-due',
    shows: 'An update is due within two hours.',
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
    shows: 'A promise is due in a day or two, and there has been no update.',
    ago: daysAgo(6, 8),
    tell: (scene) => void promise(scene, 6),
  },
  {
    name: 'today-promise-lapsed',
    shows: 'A promise was due days ago; it is not kept, and the customer was not told.',
    ago: daysAgo(8, 9),
    isSlip: true,
    tell: (scene) => void promise(scene, 4, 2),
  },
  {
    name: 'today-not-looked-back',
    shows: 'A major issue is resolved, and no retrospective was held.',
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
    name: 'today-not-answered',
    shows: 'The customer reported an issue this morning or yesterday, and nobody has answered yet.',
    ago: hoursAgo(1, 20),
    tell: (scene) => void customerReports(scene, scene.repertoire.incident(), null),
  },
  {
    name: 'today-action-due',
    shows: 'An action agreed in a retrospective is due, and nobody has verified it.',
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
