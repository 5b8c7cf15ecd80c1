/** The clock of the process, milliseconds since the epoch; a class so that it can be injected. */
export abstract class Clock {
  abstract now(): number;
}
