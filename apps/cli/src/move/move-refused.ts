/** The move cannot be made as asked; nothing was changed. The message is one sentence for the caller. */
export class MoveRefused extends Error {}

/** The copy differs from the original, or could not be completed. */
export class MoveFailed extends Error {}
