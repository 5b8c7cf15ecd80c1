/** A file that cannot be read in its expected format. The message is one sentence for the caller. */
export class UnreadableFile extends Error {}
