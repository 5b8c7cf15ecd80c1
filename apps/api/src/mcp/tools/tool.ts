import type { Actor } from '#access';
import type { ObjectSchema } from '../documents/json-schema.js';
import type { Told } from './told.js';

/** Who calls, as a tool needs to know. */
export type Caller = {
  readonly actor: Actor;
  readonly authorization: string;
  readonly gone: AbortSignal;
};

export type Arguments = Readonly<Record<string, unknown>>;

/** What assistants are told of a tool. */
export type ToolDescription = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema: ObjectSchema;
  /** Whether it only reads. */
  readonly isReading: boolean;
};

/** A tool, for whoever may use it. */
export interface Tool {
  readonly name: string;
  /** Null if the role may not use it. */
  describe(actor: Actor): ToolDescription | null;
  call(given: Arguments, caller: Caller): Promise<Told>;
}
