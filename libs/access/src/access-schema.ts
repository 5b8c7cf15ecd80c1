import type { Generated } from 'kysely';

// The tables of the tokens and of the trail. They are facts of the installation: nothing rebuilds them.

export type AccessSchema = { tokens: TokensTable; audit: AuditTable };

export type TokensTable = {
  digest: string;
  name: string;
  identity: string;
  role: string;
  team: string | null;
  portfolio: string | null;
  may_read_text: number;
  created_at: number;
  expires_at: number | null;
  revoked_at: number | null;
};

export type AuditTable = {
  /** Rises with each entry. */
  entry_id: Generated<number>;
  at: number;
  act: string;
  identity: string | null;
  role: string | null;
  what: string;
  customer_id: string | null;
  code: string | null;
};
