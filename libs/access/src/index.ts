export { ADMIN, ROLES, type Actor, type Role } from './actor.js';
export { openTokensFile, openTokensSchema } from './open-tokens.js';
export type { Token } from './token.js';
export { Tokens, type TokenRequest } from './tokens.js';
export { TokenNameTaken, TokensUnavailable } from './tokens-failed.js';
