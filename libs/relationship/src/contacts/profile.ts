import {
  id,
  instant,
  optional,
  number,
  type Fields,
  type FactsOf,
  personalLine,
  groupName,
  listed,
} from '../facts/fields.js';
import { HOUR_MS, toMs } from '../facts/instant.js';
import { MONEY, type Money } from '../facts/money.js';

export const DEFAULT_NOTICE_HOURS = 4;
export const DEFAULT_TIME_ZONE = 'UTC';

/** Somebody who is responsible for a relationship instead of the owner, until a time in milliseconds since the epoch. */
export type Cover = { readonly owner: string; readonly until: number };

/** The terms of a relationship as of a moment. */
export type Profile = {
  readonly segment: string | null;
  readonly owner: string | null;
  /** The latest cover; it may have ended, see coverAt. Null where there was none. */
  readonly cover: Cover | null;
  /** Promised days between contacts; null where nothing was promised. */
  readonly cadenceDays: number | null;
  /** Time within which we must tell the customer what we know, milliseconds. */
  readonly noticeMs: number;
  readonly timeZone: string;
  /** Trust the relationship opened with, points; null: the model's prior applies. */
  readonly openingTrust: number | null;
  /** When the contract ends or is renewed, milliseconds since the epoch; null where nobody said. No score reads it. */
  readonly renewsAt: number | null;
  /** What the contract is worth; null where nobody said. No score reads it. */
  readonly value: Money | null;
  /** Id of the contact that states the customer's name; null where none does. */
  readonly namedBy: string | null;
  readonly openedAt: number;
  readonly closed: boolean;
};

/** The terms that can be agreed for a relationship. */
export const AGREED = {
  name: optional(personalLine("The customer's name. Default: the customer id.", 200)),
  segment: optional(groupName('The segment it belongs to; priors may depend on it.', 100)),
  owner: optional(id('The account manager who is responsible for it.')),
  cadenceDays: optional(number('Promised days between contacts.', 1, 3650)),
  noticeHours: optional(
    number('Hours within which we must tell the customer what we know. Default: 4.', 0.25, 720, false),
  ),
  timeZone: optional(listed('IANA name of the zone in which days and working days are counted. Default: UTC.', 64)),
  renewsAt: optional(instant('When the contract ends or is renewed. For lists and totals, never for the score.')),
  value: optional({
    ...MONEY,
    typeSays: MONEY.says,
    says: 'Value of the contract in a period that is the same for all customers, such as a year. For lists and totals, never for the score.',
  }),
} satisfies Fields;

export type AgreedFacts = FactsOf<typeof AGREED>;

export const openProfile = (
  facts: AgreedFacts & { readonly openingTrust?: number },
  openedAt: number,
  contactId: string,
): Profile =>
  amend(
    {
      segment: null,
      owner: null,
      cover: null,
      cadenceDays: null,
      noticeMs: DEFAULT_NOTICE_HOURS * HOUR_MS,
      timeZone: DEFAULT_TIME_ZONE,
      openingTrust: facts.openingTrust ?? null,
      renewsAt: null,
      value: null,
      namedBy: null,
      openedAt,
      closed: false,
    },
    facts,
    contactId,
  );

/** What the facts leave out stays as it was. */
export const amend = (profile: Profile, facts: AgreedFacts, contactId: string): Profile => ({
  ...profile,
  namedBy: facts.name === undefined ? profile.namedBy : contactId,
  segment: facts.segment ?? profile.segment,
  owner: facts.owner ?? profile.owner,
  cadenceDays: facts.cadenceDays ?? profile.cadenceDays,
  noticeMs: facts.noticeHours === undefined ? profile.noticeMs : facts.noticeHours * HOUR_MS,
  timeZone: facts.timeZone ?? profile.timeZone,
  renewsAt: facts.renewsAt === undefined ? profile.renewsAt : toMs(facts.renewsAt),
  value: facts.value ?? profile.value,
});

/** The cover in force at that moment; null where there is none. */
export const coverAt = ({ cover }: Pick<Profile, 'cover'>, at: number): Cover | null =>
  cover !== null && cover.until > at ? cover : null;

/** Who is responsible for the relationship at that moment: the cover, or else the owner. Null where nobody is. */
export const answersAt = (profile: Pick<Profile, 'owner' | 'cover'>, at: number): string | null =>
  coverAt(profile, at)?.owner ?? profile.owner;
