import type { Admission } from '../auth/admission.js';

/** A request of an assistant that was let in: one message of the Model Context Protocol. */
export type AssistantRequest = {
  readonly headers: Readonly<Record<string, string>>;
  /** The message: JSON, unchecked. */
  readonly body: unknown;
  readonly admission: Admission;
  /** The value of `Authorization`, whole. It stays with the server: no answer may carry it. */
  readonly authorization: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly gone: AbortSignal;
};

export type AssistantAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Answers assistants; the door is here, what they may ask is a feature of its own. */
export abstract class Assistants {
  abstract answer(request: AssistantRequest): Promise<AssistantAnswer>;
}
