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
  VIEWS_UNAVAILABLE: { stops: ['lists'], says: 'The views cannot be reached: lists cannot be served.' },
  VIEWS_BEHIND: {
    stops: ['lists'],
    says: 'The views are more than 1,000 events behind the log: they are being rebuilt, or cannot keep up.',
  },
  SATURATED: {
    stops: [],
    says: 'All places for requests or for connections are taken: more are refused, and may be tried again in a second.',
  },
  PROJECTION_FAILED: {
    stops: [],
    says: 'The projector has stopped: lists stay as they are, and subscribers are told nothing, until a restart.',
  },
} as const satisfies Record<string, Said>;

export type Reason = keyof typeof REASONS;

export const stops = (reason: Reason, stopped: Stopped): boolean =>
  (REASONS[reason].stops as readonly Stopped[]).includes(stopped);
