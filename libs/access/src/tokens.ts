import type { Kysely } from 'kysely';
import { ADMIN, type Actor, type Role } from './actor.js';
import type { AccessSchema, TokensTable } from './access-schema.js';
import { TokenNameTaken } from './tokens-failed.js';
import { digestOf, isSecret, newSecret, type Token } from './token.js';

export type TokenRequest = { readonly name: string; readonly actor: Actor; readonly expiresAt: number | null };

/**
 * The tokens that an administrator has made. They are facts of the installation and no views: no rebuild touches them. Every
 * look-up reads the database, so a token that one process revokes is refused by all others at once.
 */
export class Tokens {
  /** @param failed says what an error of the database means */
  constructor(
    private readonly db: Kysely<AccessSchema>,
    private readonly failed: (error: unknown) => unknown,
  ) {}

  /** @returns the secret, which is stored nowhere @throws TokenNameTaken, TokensUnavailable */
  async create({ name, actor, expiresAt }: TokenRequest, now: number): Promise<string> {
    const secret = newSecret();
    const { identity, role, team, portfolio, mayReadText } = actor;
    const row = {
      ...{ digest: digestOf(secret), name, identity, role, team, portfolio },
      ...{ may_read_text: Number(mayReadText), created_at: now, expires_at: expiresAt, revoked_at: null },
    };
    const inserted = await this.asked(() =>
      this.db
        .insertInto('tokens')
        .values(row)
        .onConflict((each) => each.doNothing())
        .returning('name')
        .execute(),
    );
    if (inserted.length === 0) throw new TokenNameTaken(name);
    return secret;
  }

  /** All tokens, revoked and expired ones too, by name and time. @throws TokensUnavailable */
  async list(): Promise<readonly Token[]> {
    const rows = await this.asked(() =>
      this.db.selectFrom('tokens').selectAll().orderBy('name').orderBy('created_at').execute(),
    );
    return rows.map(tokenIn);
  }

  /** @returns whether there was such a token that was not revoked @throws TokensUnavailable */
  async revoke(name: string, now: number): Promise<boolean> {
    const { numUpdatedRows } = await this.asked(() =>
      this.db
        .updateTable('tokens')
        .set({ revoked_at: now })
        .where('name', '=', name)
        .where('revoked_at', 'is', null)
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  }

  /** The token of this secret; null if it is unknown, revoked or expired. @throws TokensUnavailable */
  async find(secret: string, now: number): Promise<Token | null> {
    if (!isSecret(secret)) return null;
    const row = await this.asked(() =>
      this.db.selectFrom('tokens').selectAll().where('digest', '=', digestOf(secret)).executeTakeFirst(),
    );
    const token = row === undefined ? null : tokenIn(row);
    const isValid = token?.revokedAt === null && (token.expiresAt === null || token.expiresAt > now);
    return isValid ? token : null;
  }

  private async asked<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.failed(error);
    }
  }
}

/** Postgres answers numbers of 64 bits as text. */
const tokenIn = (row: TokensTable): Token => ({
  name: row.name,
  actor: {
    ...ADMIN,
    identity: row.identity,
    role: row.role as Role,
    team: row.team,
    portfolio: row.portfolio,
    mayReadText: Number(row.may_read_text) === 1,
  },
  createdAt: Number(row.created_at),
  expiresAt: row.expires_at === null ? null : Number(row.expires_at),
  revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
});
