import type { ContactLog } from '#contact-log';

/** Logs in which nothing is recorded; a class so that it can be injected. */
export abstract class Rehearsals {
  /** One for one question. */
  abstract log(): ContactLog;
}
