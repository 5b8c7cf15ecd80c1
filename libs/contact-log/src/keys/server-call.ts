// What two threads say to each other: one that needs keys at once, and one that talks to the server.
import type { MessagePort } from 'node:worker_threads';

/** Places in the memory that both threads see. */
export const FLAGS = { answered: 0, version: 1 } as const;

export type ServerWork = {
  readonly url: string;
  readonly flags: Int32Array;
  readonly port: MessagePort;
  readonly isReadOnly: boolean;
};
export type Statement = readonly [text: string, values?: readonly unknown[]];
export type Call = {
  /** 0 ends the worker. */
  readonly call: number;
  readonly statements: readonly Statement[];
  /** Whether it may take minutes. */
  readonly isLong: boolean;
};
export type Answer =
  | { readonly call: number; readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | {
      readonly call: number;
      /** SQLSTATE, or the code of the system. */
      readonly code: string;
      readonly message: string;
      /** No answer of the server: it cannot be reached. */
      readonly isLost: boolean;
    };
