/** A source, or a file that it was given, cannot be used. The message is one sentence for the caller, with the place. */
export class SourceInvalid extends Error {}

/** The SQL was stopped, because it took longer than it may. */
export class SourceTooSlow extends SourceInvalid {}
