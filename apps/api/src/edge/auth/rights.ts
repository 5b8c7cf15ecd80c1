// What a role may do is declared here as a right, and `@Allowed` puts a right on what it concerns: a type or a field of the
// schema. The guard (edge/graphql/guard.ts) reads the declarations at the start, and refuses a field that has none.
import { Extensions } from '@nestjs/graphql';
import type { Actor, Role } from '#access';

/** What an actor must be allowed to do. */
export type Right = {
  /** For the error that refuses it: "may not ...". */
  readonly says: string;
  readonly has: (actor: Actor) => boolean;
};

const right = (says: string, ...roles: readonly Role[]): Right => ({ says, has: ({ role }) => roles.includes(role) });

/** Facts without personal text. Which relationships an actor sees is another question; see visibility. */
export const READ = right('read', 'RECORDER', 'LEAD', 'DASHBOARD', 'ANALYST', 'ADMIN');
export const SUBSCRIBE = right('subscribe', 'RECORDER', 'LEAD', 'DASHBOARD', 'ANALYST', 'ADMIN');
/** Notes, reasons, names of people at customers: every fact that is declared as personal. */
export const READ_TEXT: Right = {
  says: 'read personal text',
  has: ({ role, mayReadText }) => role !== 'DASHBOARD' && (role !== 'ANALYST' || mayReadText),
};
/** The names of customers are personal text too, but a screen without them is of no use. */
export const READ_NAMES: Right = {
  says: "read customers' names",
  has: (actor) => actor.role === 'DASHBOARD' || READ_TEXT.has(actor),
};
export const RECORD = right('record', 'RECORDER', 'LEAD', 'ADMIN');
export const HAND_OVER = right('hand relationships over', 'LEAD', 'ADMIN');
/** Joins two relationships, or says that an id leads to one; and takes it back. */
export const MERGE = right('merge relationships', 'LEAD', 'ADMIN');
/** Records with every customer who waits for a need, whoever answers for them. */
export const FULFIL = right('fulfil needs', 'LEAD', 'ADMIN');
export const READ_METRICS = right('read metrics', 'DASHBOARD', 'ADMIN');
/** Not with a portfolio: what administrators read is of all relationships. */
export const ADMINISTER: Right = {
  says: 'administer',
  has: ({ role, portfolio }) => role === 'ADMIN' && portfolio === null,
};

/** The key of a declaration among the extensions of a type or field. */
export const ALLOWED = 'allowed';

/**
 * Declares who may use a field, or all fields of a type that declare nothing themselves. The types of a field's arguments and
 * inputs are used through the field, so they need no declaration of their own.
 */
export const Allowed = (needed: Right): MethodDecorator & PropertyDecorator & ClassDecorator =>
  Extensions({ [ALLOWED]: needed });
