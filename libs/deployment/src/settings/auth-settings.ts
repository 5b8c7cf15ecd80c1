import { ROLES, type Role } from '#access';
import { ConfigurationInvalid } from './configuration-invalid.js';
import { SettingsReader, shown, type Environment } from './settings-reader.js';

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

const OTHERS = ['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_CLAIMS', 'AUTH_ROLES'] as const;
const SAYS = {
  AUTH_ISSUER: 'who issues the tokens, the claim iss',
  AUTH_AUDIENCE: 'for whom the tokens are, the claim aud',
} as const;

/** Null if AUTH_JWKS_URL is not set: then tokens are not signed ones. @throws ConfigurationInvalid with everything that is wrong */
export function jwtSettings(environment: Environment): JwtSettings | null {
  const reader = new SettingsReader(environment);
  const settings = readJwt(reader);
  reader.refuseIfWrong();
  return settings;
}

/** As `jwtSettings`, with what is wrong noted by the reader. */
export function readJwt(reader: SettingsReader): JwtSettings | null {
  const isSet = reader.given('AUTH_JWKS_URL') !== undefined;
  const jwksUrl = reader.read('AUTH_JWKS_URL', null, checkedUrl);
  const claims = { ...OTHERWISE, ...reader.read('AUTH_CLAIMS', {}, claimsIn) };
  const roles = reader.read('AUTH_ROLES', OUR_ROLES, rolesIn);
  const [issuer, audience] = [reader.text('AUTH_ISSUER'), reader.text('AUTH_AUDIENCE')];
  const given = OTHERS.filter((name) => reader.given(name) !== undefined);
  if (!isSet)
    for (const name of given)
      reader.wrong(`${name} needs AUTH_JWKS_URL, the address of the keys that sign the tokens; set both or neither`);
  else
    for (const name of ['AUTH_ISSUER', 'AUTH_AUDIENCE'] as const)
      if (!given.includes(name)) reader.wrong(`AUTH_JWKS_URL is set, so ${name} must be set too: ${SAYS[name]}`);
  return jwksUrl === null || issuer === undefined || audience === undefined
    ? null
    : { jwksUrl, issuer, audience, claims, roles };
}

/** Whoever could change an answer without TLS could sign tokens. */
function checkedUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || isLocal))
    throw new ConfigurationInvalid('AUTH_JWKS_URL must be an https address; http is for this machine alone');
  return url;
}

function claimsIn(text: string): Partial<Record<ClaimUse, string>> {
  const pairs = pairsIn('AUTH_CLAIMS', text);
  const unknown = pairs.find(([use]) => !CLAIM_USES.some((each) => each === use));
  if (unknown !== undefined)
    throw new ConfigurationInvalid(
      `AUTH_CLAIMS can name the claims of ${CLAIM_USES.join(', ')}, not of ${shown(unknown[0])}`,
    );
  return Object.fromEntries(pairs);
}

/** Where nothing is said, the claim names our roles. */
const OUR_ROLES: ReadonlyMap<string, Role> = new Map(ROLES.map((role) => [role, role]));

function rolesIn(text: string): ReadonlyMap<string, Role> {
  return new Map(
    pairsIn('AUTH_ROLES', text).map(([theirs, name]) => {
      const role = ROLES.find((each) => each === name);
      if (role === undefined)
        throw new ConfigurationInvalid(`AUTH_ROLES must map to one of ${ROLES.join(', ')}, not to ${shown(name)}`);
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
      if (right === '') throw new ConfigurationInvalid(`${setting} must be pairs such as a=b,c=d, not ${shown(each)}`);
      return [left.trim(), right.trim()];
    });
}
