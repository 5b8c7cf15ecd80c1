import type { Kysely } from 'kysely';
import type { AccessSchema } from './access-schema.js';
import { AuditTrail } from './audit-trail.js';
import { Tokens } from './tokens.js';

/** The tokens and the audit trail, in a database of their own. */
export class Access {
  readonly tokens: Tokens;
  readonly trail: AuditTrail;

  /** @param failed says what an error of the database means */
  constructor(
    private readonly db: Kysely<AccessSchema>,
    failed: (error: unknown) => unknown,
  ) {
    this.tokens = new Tokens(db, failed);
    this.trail = new AuditTrail(db, failed);
  }

  /** Writes what waits, then closes the database. */
  async close(): Promise<void> {
    await this.trail.flush();
    this.trail.end();
    await this.db.destroy();
  }
}
