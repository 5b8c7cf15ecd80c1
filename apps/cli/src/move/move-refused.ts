/** The move cannot be made as asked; nothing was changed. One sentence for the person who asked. */
export class MoveRefused extends Error {}

/** What came out is not what went in. */
export class MoveFailed extends Error {}
