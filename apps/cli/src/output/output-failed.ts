/** Writing an output failed midway, as on a full disk; the message gives the reason. */
export class OutputFailed extends Error {
  constructor(name: string, cause: unknown) {
    super(`${name} could not be written to the end: ${(cause as Error).message}`);
  }
}
