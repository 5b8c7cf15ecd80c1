/**
 * The lease of the leader: the one process that projects, where several processes share the views. It only saves work.
 * If two processes both believe that they lead, the checkpoint still keeps each event from being projected twice.
 */
export type Lease = {
  /** Whether this process is the leader, as far as it knows. */
  readonly isLeader: boolean;
  /** Resolves when the leader or the checkpoint may have changed, or the signal aborts. */
  changed(signal: AbortSignal): Promise<void>;
  begin(): void;
  /** Gives up the lease and does not ask for it again. */
  end(): Promise<void>;
};

/** For views that no other process shares, and for a short projection that does not wait for the lease. */
export const ALWAYS_LEADER: Lease = {
  isLeader: true,
  changed: (signal) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    }),
  begin: () => undefined,
  end: async () => undefined,
};
