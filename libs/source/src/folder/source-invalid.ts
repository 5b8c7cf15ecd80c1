/** A source, or a file that it was given, cannot be used. The message is one sentence for the caller, with the place. */
export class SourceInvalid extends Error {}
