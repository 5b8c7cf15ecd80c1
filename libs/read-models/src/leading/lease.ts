/**
 * Whose lease it is to project where several processes share the views. It only spares work: what keeps two that both
 * believe it to be theirs from changing anything twice is the checkpoint.
 */
export type Lease = {
  /** Whether this process is the one to project, as far as it knows. */
  readonly isLeader: boolean;
  /** Resolves when whose lease it is, or the checkpoint, may have changed, or the signal aborts. */
  changed(signal: AbortSignal): Promise<void>;
  begin(): void;
  /** Gives the lease away, for good. */
  end(): Promise<void>;
};

/** Where the views are this process's own, or whoever else fills them is there for a moment only. */
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
