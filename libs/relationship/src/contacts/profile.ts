import { HOUR_MS, toMs, type IsoInstant } from '../facts/instant.js';
import type { Money } from '../facts/money.js';

export const DEFAULT_NOTICE_HOURS = 4;
export const DEFAULT_TIME_ZONE = 'UTC';

/** Somebody who answers for a relationship in the owner's place until a time, milliseconds since the epoch. */
export type Cover = { readonly owner: string; readonly until: number };

/** What was agreed for a relationship, as it stood at a moment. */
export type Profile = {
  readonly segment: string | null;
  readonly owner: string | null;
  /** The cover that was agreed last; it may have ended since, see coverAt. Null where there was none. */
  readonly cover: Cover | null;
  /** Days between contacts that were promised; null where none were. */
  readonly cadenceDays: number | null;
  /** How soon the customer is to hear of what we know. */
  readonly noticeMs: number;
  readonly timeZone: string;
  /** Trust the relationship opened with, points; null where the model's prior holds. */
  readonly openingTrust: number | null;
  /** When the contract ends or is renewed, milliseconds since the epoch; null where nobody said. No score reads it. */
  readonly renewsAt: number | null;
  /** What the contract is worth; null where nobody said. No score reads it. */
  readonly value: Money | null;
  /** The contact that says what the customer is called; null where none does. */
  readonly namedBy: string | null;
  readonly openedAt: number;
  readonly closed: boolean;
};

export type ProfileFacts = {
  readonly name?: string;
  readonly segment?: string;
  readonly owner?: string;
  readonly cadenceDays?: number;
  readonly noticeHours?: number;
  readonly timeZone?: string;
  readonly openingTrust?: number;
  readonly renewsAt?: IsoInstant;
  readonly value?: Money;
};

export const openProfile = (facts: ProfileFacts, openedAt: number, contactId: string): Profile =>
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
export const amend = (profile: Profile, facts: ProfileFacts, contactId: string): Profile => ({
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

/** Who answers for the relationship at that moment: whoever covers for the owner, or else the owner. Null where nobody does. */
export const answersAt = (profile: Pick<Profile, 'owner' | 'cover'>, at: number): string | null =>
  coverAt(profile, at)?.owner ?? profile.owner;
