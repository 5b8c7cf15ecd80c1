import type { AccountManager } from './account-manager.js';
import { customerEscalates, weEscalate } from './stories/escalations.js';
import { executiveHeard, executiveOverheard } from './stories/executives.js';
import { customerFoundFirst, heardElsewhere, passedAround, reportedByCustomer } from './stories/found-first.js';
import {
  promiseKept,
  promiseKeptByOurWord,
  promiseMissedForewarned,
  promiseMissedInSilence,
  promiseReset,
} from './stories/promises.js';
import { saidNoPlainly, saidNoWithAlternative, saidNoWithReason } from './stories/saying-no.js';
import { settledByTheDesk } from './stories/settled.js';
import { promiseReplaced, promiseTakenBack } from './stories/taken-back.js';
import { lookBackDeferred, majorToldEarly, toldEarly, toldLate } from './stories/told-early.js';
import { updateNotSent, updatesKeptUp } from './stories/updates-owed.js';

/** The account managers differ only in conduct; all have the same kinds of customers. */
export const ACCOUNT_MANAGERS: readonly AccountManager[] = [
  {
    owner: 'am-harbour',
    says: 'Calls before the customer calls, keeps the cadence, holds retrospectives with both views.',
    keepsCadence: 0.95,
    optimism: 0,
    letsSlip: false,
    often: {},
    incident: [
      [toldEarly, 6],
      [majorToldEarly, 1.5],
      [lookBackDeferred, 0.7],
      [reportedByCustomer, 3],
      [weEscalate, 1],
      [toldLate, 0.4],
    ],
    promise: [
      [promiseKept, 5],
      [updatesKeptUp, 2],
      [promiseReset, 1.5],
      [promiseMissedForewarned, 0.7],
    ],
    request: [
      [saidNoWithAlternative, 1.5],
      [saidNoWithReason, 1],
    ],
    executive: [[executiveHeard, 1]],
  },
  {
    owner: 'am-summit',
    says: 'Repairs fast but tells nobody: customers find out first.',
    keepsCadence: 0.8,
    optimism: 0.5,
    letsSlip: true,
    often: {},
    incident: [
      [customerFoundFirst, 4],
      [heardElsewhere, 3],
      [toldLate, 2],
      [reportedByCustomer, 2],
      [toldEarly, 0.8],
      [customerEscalates, 0.6],
    ],
    promise: [
      [promiseKept, 4],
      [promiseKeptByOurWord, 1],
      [promiseReset, 0.8],
      [settledByTheDesk, 1],
    ],
    request: [
      [saidNoWithReason, 2],
      [saidNoPlainly, 0.6],
      [saidNoWithAlternative, 0.6],
    ],
    executive: [
      [executiveHeard, 1],
      [executiveOverheard, 1],
    ],
  },
  {
    owner: 'am-lantern',
    says: 'Falls silent: sends no updates, lets due days pass, skips check-ins.',
    keepsCadence: 0.35,
    optimism: 2.5,
    letsSlip: true,
    often: {},
    incident: [
      [reportedByCustomer, 2.5],
      [passedAround, 2],
      [customerEscalates, 1.2],
      [heardElsewhere, 0.8],
    ],
    promise: [
      [promiseMissedInSilence, 3],
      [updateNotSent, 3],
      [promiseKept, 2],
      [promiseTakenBack, 0.8],
    ],
    request: [
      [saidNoPlainly, 2],
      [saidNoWithReason, 1],
    ],
    executive: [[executiveOverheard, 1]],
  },
  {
    owner: 'am-orchard',
    says: 'Says no well: asks for the need, and arranges the alternative before the no.',
    keepsCadence: 0.75,
    optimism: -0.5,
    letsSlip: false,
    often: { request: 1.8 },
    incident: [
      [reportedByCustomer, 3],
      [toldEarly, 2],
      [toldLate, 1],
      [weEscalate, 1],
      [lookBackDeferred, 0.3],
      [customerFoundFirst, 0.6],
    ],
    promise: [
      [promiseKept, 3],
      [promiseReset, 1],
      [promiseReplaced, 0.7],
      [promiseMissedForewarned, 0.6],
    ],
    request: [
      [saidNoWithAlternative, 6],
      [saidNoWithReason, 0.5],
    ],
    executive: [[executiveHeard, 1]],
  },
  {
    owner: 'am-meadow',
    says: 'Promises too much and withdraws it; says no rarely and late.',
    keepsCadence: 0.7,
    optimism: 1.5,
    letsSlip: true,
    often: { promise: 1.8, request: 0.5 },
    incident: [
      [reportedByCustomer, 3],
      [toldLate, 1],
      [passedAround, 1],
      [settledByTheDesk, 1],
      [customerFoundFirst, 0.7],
    ],
    promise: [
      [promiseKept, 2.5],
      [promiseTakenBack, 2.2],
      [promiseReplaced, 1],
      [promiseReset, 1],
      [promiseKeptByOurWord, 1],
      [promiseMissedInSilence, 0.8],
    ],
    request: [
      [saidNoPlainly, 1],
      [saidNoWithReason, 1],
    ],
    executive: [
      [executiveHeard, 1],
      [executiveOverheard, 0.5],
    ],
  },
];
