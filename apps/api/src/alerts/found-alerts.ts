import { Injectable } from '@nestjs/common';
import type { AlertRule, Told } from '#alerting';
import { ContactLog } from '#contact-log';
import { answersAt, isNamed, type RecordedContact } from '#relationship';
import { Log } from '../config/logging.js';
import { logError } from '../edge/errors/logged-error.js';
import { storeFailure } from '../edge/errors/store-failures.js';
import { AssessedChanges, type Assessed } from '../live/assessed-changes.js';
import { RelationshipsConcerned } from '../live/concerned.js';
import type { RecordedFact } from '../live/recorded-facts.js';
import { ScoreDrops } from './score-drops.js';

export type Found = { readonly rule: AlertRule; readonly tells: Told };

/** The failures of one customer's data. Others are of a store, so the fact is looked at again later. */
const OF_ONE_CUSTOMER: ReadonlySet<string | undefined> = new Set([
  undefined,
  'EVENT_DAMAGED',
  'KEYS_UNUSABLE',
  'STREAM_DELETED',
]);

/** What rules tell of a fact. It follows from the log up to the fact, so whoever reads it finds the same. */
@Injectable()
export class FoundAlerts {
  constructor(
    private readonly changes: AssessedChanges,
    private readonly concerned: RelationshipsConcerned,
    private readonly drops: ScoreDrops,
    private readonly contacts: ContactLog,
    private readonly log: Log,
  ) {}

  async in(fact: RecordedFact, rules: readonly AlertRule[], signal: AbortSignal): Promise<readonly Found[]> {
    const { contact, position } = fact;
    // A fact that says of itself that it was recorded before the rule came with an import.
    const since = rules.filter(
      (rule) => rule.position < position && (contact === null || contact.recordedAt >= rule.at),
    );
    if (since.length === 0) return [];
    if (contact === null) return this.byModels(position, since, signal);
    const byKind = since.filter(({ kind }) => kind !== 'OBLIGATION_DUE');
    const found = byKind.map((rule) => this.orNothing(position, () => this.byContact(rule, contact, position)));
    return (await Promise.all(found)).flat();
  }

  /** A customer whose facts cannot be read must not keep all others from their alerts. */
  private async orNothing(position: bigint, find: () => Promise<readonly Found[]>): Promise<readonly Found[]> {
    try {
      return await find();
    } catch (error) {
      if (!OF_ONE_CUSTOMER.has(storeFailure(error))) throw error;
      logError(this.log, error, 'what alerts would tell of an event cannot be found out', {
        level: 'warn',
        position: position.toString(),
      });
      return [];
    }
  }

  private async byContact(rule: AlertRule, contact: RecordedContact, position: bigint): Promise<readonly Found[]> {
    if (rule.kind === 'NEED_FULFILLED') return this.needFulfilled(rule, contact, position);
    if (rule.kind === 'OBLIGATION_LAPSED' && contact.type !== 'ObligationLapsed') return [];
    const assessed = await this.changes.by({ contact, position });
    if (assessed === null || !concerns(rule, assessed.owners)) return [];
    const tells = await this.byTrust(rule, assessed, contact, position);
    return tells === null ? [] : [{ rule, tells }];
  }

  private async byTrust(
    rule: AlertRule,
    assessed: Assessed,
    contact: RecordedContact,
    position: bigint,
  ): Promise<Told | null> {
    const { change } = assessed;
    const of = { ...commonOf(assessed), position, at: contact.recordedAt, key: contact.id };
    if (rule.kind === 'OBLIGATION_LAPSED') {
      const { obligation } = change.cause;
      if (obligation === null || rule.obligations?.some((each) => each === obligation.kind) === false) return null;
      const { obligationId, kind: obligationKind, dueAt } = obligation;
      return { kind: rule.kind, ...of, says: { obligationId, obligationKind, dueAt: new Date(dueAt).toISOString() } };
    }
    if (rule.kind === 'SCORE_DROPPED') {
      const { points, days } = rule;
      if (points === undefined || days === undefined || change.after === null) return null;
      const dropped = await this.drops.at(contact.data.customerId, position, { points, days });
      return dropped === null ? null : { kind: rule.kind, ...of, says: { ...dropped, days } };
    }
    return rule.kind === 'BLIND_SPOT' ? blindSpot(assessed, of) : bandCrossed(rule, assessed, of);
  }

  private async needFulfilled(rule: AlertRule, contact: RecordedContact, position: bigint): Promise<readonly Found[]> {
    const { needId } = contact.data as { readonly needId?: string };
    if (contact.type !== 'NeedFulfilled' || needId === undefined) return [];
    const { customerId } = contact.data;
    const profile = (await this.contacts.timelineOf(customerId))?.profile ?? null;
    const owner = profile === null ? null : answersAt(profile, contact.recordedAt);
    if (!concerns(rule, [owner])) return [];
    const of = { customerId, owner, position, at: contact.recordedAt, key: contact.id };
    return [{ rule, tells: { kind: 'NEED_FULFILLED', ...of, says: { needId, contactId: contact.id } } }];
  }

  /** Another model may move many relationships into another band at once. */
  private async byModels(
    position: bigint,
    since: readonly AlertRule[],
    signal: AbortSignal,
  ): Promise<readonly Found[]> {
    const rules = since.filter(({ kind }) => kind === 'BAND_CROSSED');
    const reader = { signal, whose: this };
    const found: Found[] = [];
    if (rules.length === 0) return found;
    for await (const each of this.concerned.before(position, 0n, null, reader)) {
      const assessed = await this.changes.byModels(position, each);
      const at = assessed?.change.cause.modelChange?.at;
      if (assessed === null || at === undefined) continue;
      const of = { ...commonOf(assessed), position, at, key: `${position}.${each.ordinal}` };
      for (const rule of rules) {
        const tells = concerns(rule, assessed.owners) ? bandCrossed(rule, assessed, of) : null;
        if (tells !== null) found.push({ rule, tells });
      }
    }
    return found;
  }
}

type Common = Pick<Told, 'customerId' | 'owner' | 'position' | 'at' | 'key'>;

const commonOf = ({ change, owners }: Assessed) => ({ customerId: change.customerId, owner: owners.at(-1) ?? null });

const concerns = ({ owner }: AlertRule, owners: readonly (string | null)[]): boolean =>
  owner === undefined || owners.some((each) => isNamed(owner, each));

/** A relationship that begins or ends crosses no band. */
function bandCrossed({ bands }: AlertRule, { change: { before, after } }: Assessed, of: Common): Told | null {
  if (before === null || after === null || before.band === after.band) return null;
  if (bands !== undefined && !bands.some((band) => band === after.band)) return null;
  return { kind: 'BAND_CROSSED', ...of, says: { from: before.band, to: after.band, score: after.score } };
}

/** Tells a dimension that the score could see before, or where it sees less now: only what lowers it. */
function blindSpot({ change: { before, after } }: Assessed, of: Common): Told | null {
  if (before === null || after === null) return null;
  const known = new Map(before.blindSpots.map(({ dimension, words }) => [dimension, words]));
  const changed = after.blindSpots.filter(({ dimension, words }) => known.get(dimension) !== words);
  const dimensions = changed.map(({ dimension }) => dimension);
  return dimensions.length === 0 ? null : { kind: 'BLIND_SPOT', ...of, says: { dimensions } };
}
