/**
 * The roles, and what each is for:
 * - RECORDER, an account manager: reads and records the own portfolio.
 * - LEAD: reads and records the portfolios of the team, and hands over within it.
 * - DASHBOARD, a screen: reads and subscribes, without personal text; the names of customers excepted.
 * - ANALYST: reads all, without personal text unless that is granted.
 * - ADMIN: everything.
 */
export const ROLES = ['RECORDER', 'LEAD', 'DASHBOARD', 'ANALYST', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Who makes a request. */
export type Actor = {
  /** Stored as `recordedBy`, and what `owner` says of the relationships that this person answers for. */
  readonly identity: string;
  readonly role: Role;
  /** The team of a LEAD; null: the team that the register of colleagues names, and without that everybody. */
  readonly team: string | null;
  /** Only relationships that this colleague answers for. Null: those that the role gives. */
  readonly portfolio: string | null;
  /** Whether an ANALYST may read personal text. */
  readonly mayReadText: boolean;
};

/** The holder of the admin token. */
export const ADMIN: Actor = { identity: 'admin', role: 'ADMIN', team: null, portfolio: null, mayReadText: true };

/** Who the product itself records as: the holder of the admin token, the server, importers and inboxes. */
const OWN = /^(admin|release|rapport:.*|import:.*|inbox:.*)$/i;

/** Whether nobody else may have the identity, since the log and the audit trail could not tell them apart. */
export const isReserved = (identity: string): boolean => OWN.test(identity);
