/** A file that cannot be read as what it was said to be. The message is one sentence for the person who named it. */
export class UnreadableFile extends Error {}
