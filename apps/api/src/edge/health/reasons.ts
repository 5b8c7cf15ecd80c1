/** What cannot be done while something is wrong. */
export type Stopped = 'recording' | 'lists';

type Said = { readonly stops: readonly Stopped[]; readonly says: string };

/**
 * Everything that can be wrong with a running process. The list is closed: operators may rely on it. `/health/ready` is 503
 * while something stops recording, `/health/lists` while something stops lists; anything else is only named there.
 */
export const REASONS = {
  STOPPING: { stops: ['recording', 'lists'], says: 'The process is stopping; send requests elsewhere.' },
  LOG_UNAVAILABLE: { stops: ['recording'], says: 'The log cannot be reached: nothing can be recorded.' },
  LOG_FULL: {
    stops: ['recording'],
    says: 'The disk of the log is full: nothing can be recorded until there is room. Reads still work.',
  },
  CLOCK_BEHIND: {
    stops: ['recording'],
    says: 'The clock is before what the log holds: nothing is recorded, so that no contact seems older than it is. Set the clock; if it is right, set CLOCK_MAY_GO_BACK.',
  },
  CLOCK_LEAPT: {
    stops: [],
    says: 'The clock has leapt ahead and is not followed, so that nothing lapses too early. Set it back; if it is right, restart. A sleep of the machine is no leap on Linux.',
  },
  VIEWS_UNAVAILABLE: { stops: ['lists'], says: 'The views cannot be reached: lists cannot be served.' },
  VIEWS_BEHIND: {
    stops: ['lists'],
    says: 'The views are more than 1,000 events behind the log: they are being rebuilt, or cannot keep up.',
  },
  SATURATED: {
    stops: [],
    says: 'More requests or connections come than are answered in time: more are refused, and may be tried again in a second.',
  },
  VIEWS_FULL: {
    stops: [],
    says: 'The disk of the views is full: lists stay as they are until there is room. Recording goes on.',
  },
  VIEWS_DAMAGED: { stops: ['lists'], says: 'The file of the views is damaged: a restart builds it anew.' },
  VIEWS_MISFIT: {
    stops: ['lists'],
    says: 'The views are not those of the log, or are ahead of it: a restart builds them anew, or says why it does not.',
  },
  PROJECTION_STUCK: {
    stops: [],
    says: 'The projector fails and retries: lists stay as they are, and subscribers are told nothing, until it succeeds. The log of the server has the error.',
  },
  INBOX_FAILED: {
    stops: [],
    says: 'Requests of other systems could not be made into contacts; `rapport inbox list` has them, with the reasons.',
  },
  SOURCE_STALE: {
    stops: [],
    says: 'A source has brought nothing for longer than its source.yaml expects: what it did not bring may have happened all the same.',
  },
  EVENTS_PARKED: {
    stops: [],
    says: 'Some events cannot be projected, so lists do not show them; see `rapport parked`. Everything else is current.',
  },
} as const satisfies Record<string, Said>;

export type Reason = keyof typeof REASONS;

export const stops = (reason: Reason, stopped: Stopped): boolean =>
  (REASONS[reason].stops as readonly Stopped[]).includes(stopped);
