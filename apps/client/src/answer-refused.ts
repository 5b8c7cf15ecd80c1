/** An operation that the server refused. `code` is one of the codes of the API. */
export class AnswerRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'AnswerRefused';
  }

  /** Whether the same operation may be taken later. */
  get mayPass(): boolean {
    return MAY_PASS.has(this.code);
  }
}

/** No answer came from the server: it cannot be reached, or the answer was not GraphQL. */
export class NotReached extends Error {
  override readonly name = 'NotReached';
}

const MAY_PASS = new Set(['OVERLOADED', 'INTERNAL', 'STORE_UNAVAILABLE', 'TOO_MANY_REPLAYS', 'TOO_MANY_SUBSCRIPTIONS']);

/** An error as GraphQL answers it. */
export type AnsweredError = { readonly message: string; readonly extensions?: { readonly code?: unknown } };

export function refusedBy({ message, extensions }: AnsweredError): AnswerRefused {
  return new AnswerRefused(typeof extensions?.code === 'string' ? extensions.code : 'INTERNAL', message);
}
