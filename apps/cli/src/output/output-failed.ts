/** What was being written can be written no further; the message says why. */
export class OutputFailed extends Error {
  constructor(name: string, cause: unknown) {
    super(`${name} could not be written to the end: ${(cause as Error).message}`);
  }
}
