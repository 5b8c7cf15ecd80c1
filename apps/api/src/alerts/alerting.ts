import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import {
  cloudEventOf,
  DEFAULT_MINUTES_BEFORE,
  Sender,
  type Addresses,
  type AlertRule,
  type Delivery,
  type Outbox,
  type Reading,
  type SenderOptions,
  type Told,
} from '#alerting';
import type { Deployment } from '#deployment';
import { identityOf } from '#event-store';
import { HOUR_MS, MINUTE_MS } from '#relationship';
import { Repeated } from '../background/repeated.js';
import { isHindered } from '../background/watching.js';
import type { Log } from '../config/logging.js';
import { logError } from '../edge/errors/logged-error.js';
import type { Health } from '../edge/health/health.js';
import type { RecordedFacts } from '../live/recorded-facts.js';
import type { FoundAlerts } from './found-alerts.js';

type Parts = {
  readonly deployment: Pick<Deployment, 'alerts' | 'clock' | 'projector' | 'store' | 'views'>;
  readonly outbox: Outbox;
  readonly addresses: Addresses;
  readonly facts: RecordedFacts;
  readonly found: FoundAlerts;
  readonly health: Health;
  readonly log: Log;
};

/** How often obligations that fall due are looked for. */
/** A rule may be declared before the log was ever read for alerts. */
const NEWLY_DECLARED_MS = 60 * MINUTE_MS;
const LOOK_EVERY_MS = 5_000;
/** An obligation may be on record only after it would have been told; one that is late by more is no news. */
const LATE_BY_MS = HOUR_MS;
const PRUNE_EVERY_MS = HOUR_MS;
const AT_ONCE = 500;

/**
 * Finds what rules watch for, and sends it. Only the leader does this, the server that projects; when it ends, another goes on
 * where it stopped: what was found, and how far the log was read, is in the outbox, which all nodes share.
 *
 * The log is read on, behind the views, as for subscribers. While views are rebuilt the present is in the past, so nothing is
 * read and nothing is told twice.
 */
export class Alerting implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds: Repeated;
  private readonly sender: Sender;
  private prunedAt = -Infinity;

  /** @param everyMs pause between two rounds */
  constructor(
    private readonly parts: Parts,
    sending: SenderOptions,
    everyMs: number,
  ) {
    const { outbox, deployment, addresses, log } = parts;
    const failed = (error: unknown) => logError(log, error, 'alerts cannot be sent; retrying');
    this.sender = new Sender(outbox, deployment.alerts, addresses, this.now, failed, sending);
    this.rounds = new Repeated((signal) => this.round(signal), everyMs, failed);
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.sender.idle();
  }

  private readonly now = (): number => this.parts.deployment.clock.now();

  private async round(signal: AbortSignal): Promise<void> {
    const { projector, store } = this.parts.deployment;
    if (!projector.leads) return;
    const identity = await identityOf(store);
    if (identity === null) return;
    await this.send(signal);
    for (let isMore = true; isMore && !signal.aborted && projector.leads;) {
      isMore = await this.readOn(identity, signal);
      await this.send(signal);
    }
    await this.lookAhead(identity);
    await this.send(signal);
    await this.prune();
  }

  private send(signal: AbortSignal): Promise<void> {
    return this.sender.begin(signal, () => this.parts.deployment.projector.leads);
  }

  /** Reads a page of the log. @returns whether there may be more */
  private async readOn({ store, lineage }: Identity, signal: AbortSignal): Promise<boolean> {
    const { facts, found, outbox, deployment } = this.parts;
    const { present } = facts;
    // Read after the present was asked for: a rule that is not among them is after it.
    const rules = [...(await deployment.alerts.read()).rules.values()];
    // A reading that is new while there are old rules was lost, or is of another log: what is long past is not told again.
    const declared = rules.filter(({ at }) => this.now() - at < NEWLY_DECLARED_MS);
    const begin = { position: firstOf(declared) ?? present, lookedAt: this.now() };
    const from = await outbox.reading(store, begin);
    const position = await this.startOf(from, rules, present);
    const { facts: read, upTo } = position < present ? await facts.pageAfter(position) : { facts: [], upTo: position };
    if (upTo === from.position) return false;
    const told: Delivery[] = [];
    for (const fact of read) {
      if (signal.aborted) return false;
      for (const { rule, tells } of await found.in(fact, rules, signal)) told.push(deliveryOf(rule, tells, lineage));
    }
    // A page that was broken off is read again.
    if (signal.aborted) return false;
    await outbox.take(from, { ...from, position: upTo }, told, this.now());
    return true;
  }

  /** Where the next page begins: what was recorded before all rules is passed over. */
  private async startOf({ position }: Reading, rules: readonly AlertRule[], present: bigint): Promise<bigint> {
    const first = firstOf(rules);
    if (first === null) return position > present ? position : present;
    if (first > position) return first < present ? first : present;
    // A log that was put back from a backup ends earlier than it was read.
    const head = (await this.parts.deployment.store.head()) ?? 0n;
    return position > head ? head : position;
  }

  /** Obligations that fall due are brought about by time alone, before any event says so. */
  private async lookAhead({ store, lineage }: Identity): Promise<void> {
    const { outbox, deployment, health } = this.parts;
    const rules = [...(await deployment.alerts.read()).rules.values()].filter(({ kind }) => kind === 'OBLIGATION_DUE');
    const now = this.now();
    const from = await outbox.reading(store, { position: this.parts.facts.present, lookedAt: now });
    if (now - from.lookedAt < LOOK_EVERY_MS || (rules.length > 0 && (await isHindered(health)))) return;
    const told: Delivery[] = [];
    for (const rule of rules)
      for await (const tells of this.fallingDue(rule, from.lookedAt, now)) told.push(deliveryOf(rule, tells, lineage));
    await outbox.take(from, { ...from, lookedAt: now }, told, now);
  }

  private async *fallingDue(rule: AlertRule, lookedAt: number, now: number): AsyncGenerator<Told, void, undefined> {
    const { minutesBefore = DEFAULT_MINUTES_BEFORE, owner = null, obligations = null } = rule;
    const until = now + minutesBefore * MINUTE_MS;
    let after = { dueAt: Math.max(rule.at, lookedAt - LATE_BY_MS), customerId: '', obligationId: '' };
    for (;;) {
      const kinds = obligations;
      const rows = await this.parts.deployment.views.fallingDue({ after, until, owner, kinds, now }, AT_ONCE);
      for (const { customerId, obligationId, kind, dueAt, owner: answers } of rows) {
        const says = { obligationId, obligationKind: kind, dueAt: new Date(dueAt).toISOString() };
        const of = { customerId, owner: answers, position: null, at: now };
        yield { kind: 'OBLIGATION_DUE', ...of, key: `${obligationId} ${dueAt}`, says };
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < AT_ONCE) return;
      after = last;
    }
  }

  private async prune(): Promise<void> {
    const now = this.now();
    if (now - this.prunedAt < PRUNE_EVERY_MS) return;
    this.prunedAt = now;
    await this.parts.outbox.prune(now);
  }
}

type Identity = { readonly store: string; readonly lineage: string };

const firstOf = (rules: readonly AlertRule[]): bigint | null =>
  rules.reduce<bigint | null>((first, { position }) => (first === null || position < first ? position : first), null);

function deliveryOf(rule: AlertRule, told: Told, lineage: string): Delivery {
  const event = cloudEventOf(rule, told, lineage);
  const { endpointId, ruleId } = rule;
  return { deliveryId: event.id, endpointId, ruleId, customerId: told.customerId, event: JSON.stringify(event) };
}
