export { Access } from './access.js';
export { ADMIN, isReserved, ROLES, type Actor, type Role } from './actor.js';
export {
  AUDIT_ACTS,
  AuditTrail,
  type AuditAct,
  type AuditEntry,
  type AuditQuery,
  type ListedEntry,
} from './audit-trail.js';
export { openAccessFile, openAccessSchema } from './open-access.js';
export type { Token } from './token.js';
export { Tokens, type TokenRequest } from './tokens.js';
export { TokenNameTaken, TokensUnavailable } from './tokens-failed.js';
