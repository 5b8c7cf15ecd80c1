import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from './actor.js';

/** What a token says. Times are milliseconds since the epoch. */
export type Token = {
  /** How people call it; unique among the tokens that are not revoked. */
  readonly name: string;
  readonly actor: Actor;
  readonly createdAt: number;
  /** From then on it is refused; null: it does not expire. */
  readonly expiresAt: number | null;
  /** Null: it is not revoked. */
  readonly revokedAt: number | null;
};

const SECRET_BYTES = 32;
/** Tells our tokens from others at a glance, also for scanners of leaked secrets. */
const PREFIX = 'rapport_';
const FORM = /^rapport_[\w-]{43}$/;

export const newSecret = (): string => `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;

/** Whether `newSecret` may have made it; others need not be looked up. */
export const isSecret = (text: string): boolean => FORM.test(text);

/** What is stored instead of the secret. The secret is random and long, so a plain hash cannot be reversed. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
