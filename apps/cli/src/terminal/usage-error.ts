/** The command cannot be run as given; the message gives the reason. */
export class UsageError extends Error {}
