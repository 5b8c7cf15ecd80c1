/** Why there is no answer: a code of the API, or UNREACHABLE where the server does not answer. */
export class AskFailed extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Whether asking again may help. */
export const mayPass = (error: unknown): boolean =>
  !(error instanceof AskFailed) || ['UNREACHABLE', 'OVERLOADED', 'INTERNAL'].includes(error.code);
