import { ADMIN, type Tokens } from '#access';
import type { AdminToken } from './admin-token.js';
import type { SignedTokens } from './signed-tokens.js';
import type { Admission } from './admission.js';

const OF_ADMIN: Admission = { actor: ADMIN, key: 'the admin token', holds: async () => true };

/** Knows who calls: by the admin token, by a token that an administrator has made, or by one of an identity provider. */
export class Callers {
  /** @param now milliseconds since the epoch @param signed null: there is no identity provider */
  constructor(
    private readonly admin: Pick<AdminToken, 'isHeldIn'>,
    private readonly tokens: Pick<Tokens, 'find'>,
    private readonly now: () => number,
    private readonly signed: Pick<SignedTokens, 'admit'> | null = null,
  ) {}

  /** The caller of an `Authorization` value; null if it is missing or wrong. @throws TokensUnavailable */
  async admit(authorization: unknown): Promise<Admission | null> {
    const sent = bearerIn(authorization);
    if (sent === null) return null;
    if (this.admin.isHeldIn(sent)) return OF_ADMIN;
    const find = () => this.tokens.find(sent, this.now());
    const token = await find();
    if (token === null) return this.signed?.admit(sent) ?? null;
    return { actor: token.actor, key: sent, holds: async () => (await find()) !== null };
  }
}

function bearerIn(authorization: unknown): string | null {
  return typeof authorization === 'string' ? (/^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? null) : null;
}
