import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { isReserved, type Actor, type Role } from '#access';
import { isRefused, readForm } from '#contact-log';
import { id, optional, required } from '#relationship';
import type { JwtSettings } from '#deployment';
import type { Log } from '../../config/logging.js';
import type { Admission } from './admission.js';

/** Public keys only: a token signed with a shared secret, or not signed, is refused. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const CLOCK_TOLERANCE_SECONDS = 5;
/** After the provider's keys could not be had, they are not asked for again before this time, whoever sends tokens. */
const PAUSE_MS = 5_000;
const IDS = {
  identity: required(id('Who it is.')),
  team: optional(id('The team of a lead.')),
  portfolio: optional(id('The colleague whose relationships are seen.')),
};
type Ids = { readonly identity: string; readonly team?: string; readonly portfolio?: string };

/** Knows callers by tokens that an identity provider has signed. */
export class SignedTokens {
  private readonly keys: JWTVerifyGetKey;
  private failed: { readonly at: number; readonly error: unknown } | null = null;

  /** @param now milliseconds since the epoch */
  constructor(
    private readonly settings: JwtSettings,
    private readonly now: () => number,
    private readonly log: Pick<Log, 'warn'>,
  ) {
    const keys = createRemoteJWKSet(settings.jwksUrl);
    this.keys = async (header, token) => {
      if (this.failed !== null && Math.abs(this.now() - this.failed.at) < PAUSE_MS) throw this.failed.error;
      this.failed = null;
      return keys(header, token);
    };
  }

  /** Null if the token is not one of the provider, not valid now, or names nobody whom we know a role for. */
  async admit(sent: string): Promise<Admission | null> {
    if (sent.split('.').length !== 3) return null;
    const { issuer, audience } = this.settings;
    const rules = { issuer, audience, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_SECONDS };
    try {
      const currentDate = new Date(this.now());
      const { payload } = await jwtVerify(sent, this.keys, { ...rules, currentDate, requiredClaims: ['exp'] });
      const actor = this.actorIn(payload);
      const endsAt = ((payload.exp ?? 0) + CLOCK_TOLERANCE_SECONDS) * 1_000;
      return actor === null ? null : { actor, key: sent, holds: async () => this.now() < endsAt };
    } catch (error) {
      if (!isOfToken(error) && this.failed === null) {
        this.failed = { at: this.now(), error };
        this.log.warn({ because: nameOf(error) }, 'the keys of the identity provider cannot be read');
      }
      return null;
    }
  }

  private actorIn(payload: JWTPayload): Actor | null {
    const { claims } = this.settings;
    const { identity, team, portfolio } = claims;
    const ids = { identity: payload[identity], team: payload[team], portfolio: payload[portfolio] };
    const checked = readForm('SignedToken', IDS, ids);
    const role = this.roleIn(payload[claims.role]);
    if (isRefused(checked) || role === null) {
      const because =
        role === null
          ? `no role is known for the claim ${claims.role}`
          : `the claims ${identity}, ${team} and ${portfolio} must be ids, not e-mail addresses`;
      this.log.warn({ because }, 'a token of the identity provider names nobody');
      return null;
    }
    const facts = checked.facts as Ids;
    if (isReserved(facts.identity)) {
      this.log.warn(
        { because: 'its identity is one of the product itself' },
        'a token of the identity provider is refused',
      );
      return null;
    }
    return {
      identity: facts.identity,
      role,
      team: facts.team ?? null,
      portfolio: facts.portfolio ?? null,
      mayReadText: payload[claims.text] === true,
    };
  }

  /** The claim is a text or a list of texts, such as groups; of several roles none is better than a guess. */
  private roleIn(claim: unknown): Role | null {
    const said: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
    const roles = new Set(
      said.flatMap((each) => (typeof each === 'string' ? (this.settings.roles.get(each) ?? []) : [])),
    );
    const [role = null] = roles;
    return roles.size === 1 ? role : null;
  }
}

/** Whether the token is wrong. Else the key set could not be had: jose says so by its general error, or one of its own. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  error.constructor !== errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
