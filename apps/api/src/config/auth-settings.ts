import { ROLES, type Role } from '#access';
import { ConfigurationInvalid, setting } from '#deployment';

/** What a signed token must say, and which of its claims say who calls. */
export type JwtSettings = {
  /** Where the keys are that sign the tokens. */
  readonly jwksUrl: URL;
  readonly issuer: string;
  readonly audience: string;
  /** Names of claims. */
  readonly claims: Readonly<Record<ClaimUse, string>>;
  /** Our role for each value of the claim of the role. */
  readonly roles: ReadonlyMap<string, Role>;
};

/** What claims say: `text` whether an analyst may read personal text. */
const CLAIM_USES = ['identity', 'role', 'team', 'portfolio', 'text'] as const;
export type ClaimUse = (typeof CLAIM_USES)[number];

const OTHERWISE: Readonly<Record<ClaimUse, string>> = {
  identity: 'sub',
  role: 'role',
  team: 'team',
  portfolio: 'portfolio',
  text: 'personal_text',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Null if AUTH_JWKS_URL is not set: then tokens are not signed ones. @throws ConfigurationInvalid */
export function jwtSettings(environment: Environment): JwtSettings | null {
  const jwksUrl = setting(environment, 'AUTH_JWKS_URL');
  const others = ['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_CLAIMS', 'AUTH_ROLES'];
  if (jwksUrl === undefined) {
    const alone = others.find((name) => setting(environment, name) !== undefined);
    if (alone === undefined) return null;
    throw new ConfigurationInvalid(`${alone} needs AUTH_JWKS_URL, the address of the keys that sign the tokens`);
  }
  return {
    jwksUrl: checkedUrl(jwksUrl),
    issuer: needed(environment, 'AUTH_ISSUER', 'who issues the tokens, the claim iss'),
    audience: needed(environment, 'AUTH_AUDIENCE', 'for whom the tokens are, the claim aud'),
    claims: { ...OTHERWISE, ...claimsIn(setting(environment, 'AUTH_CLAIMS') ?? '') },
    roles: rolesIn(setting(environment, 'AUTH_ROLES')),
  };
}

/** Whoever could change an answer without TLS could sign tokens. */
function checkedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || isLocal))
    throw new ConfigurationInvalid('AUTH_JWKS_URL must be an https address; http is for this machine alone');
  return url;
}

function needed(environment: Environment, name: string, says: string): string {
  const value = setting(environment, name);
  if (value === undefined) throw new ConfigurationInvalid(`AUTH_JWKS_URL is set, so ${name} must be set too: ${says}`);
  return value;
}

function claimsIn(text: string): Partial<Record<ClaimUse, string>> {
  const pairs = pairsIn('AUTH_CLAIMS', text);
  const unknown = pairs.find(([use]) => !CLAIM_USES.some((each) => each === use));
  if (unknown !== undefined)
    throw new ConfigurationInvalid(
      `AUTH_CLAIMS can name the claims of ${CLAIM_USES.join(', ')}, not of "${unknown[0]}"`,
    );
  return Object.fromEntries(pairs);
}

/** Left out: the claim names our roles. */
function rolesIn(text: string | undefined): ReadonlyMap<string, Role> {
  const pairs = text === undefined ? ROLES.map((role) => [role, role] as const) : pairsIn('AUTH_ROLES', text);
  return new Map(
    pairs.map(([theirs, name]) => {
      const role = ROLES.find((each) => each === name);
      if (role === undefined)
        throw new ConfigurationInvalid(`AUTH_ROLES must map to one of ${ROLES.join(', ')}, not to "${name}"`);
      return [theirs, role];
    }),
  );
}

/** Pairs such as `identity=employee_id,role=groups`. */
function pairsIn(setting: string, text: string): readonly (readonly [string, string])[] {
  const entries = text.split(',').map((each) => each.trim());
  return entries
    .filter((each) => each !== '')
    .map((each) => {
      const [, left = '', right = ''] = /^([^=]+)=([^=]+)$/.exec(each) ?? [];
      if (right === '') throw new ConfigurationInvalid(`${setting} must be pairs such as a=b,c=d, not "${each}"`);
      return [left.trim(), right.trim()];
    });
}
