import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { EventStore } from '#event-store';
import { Projector } from '#read-models';
import { Log } from '../../config/logging.js';
import { processMetrics } from './process-metrics.js';

/** Prometheus gives a scrape up after ten seconds. */
const LONGEST_WAIT_MS = 2_000;

/** Upper limits of the buckets, seconds. Most answers take a few milliseconds; slow ones are told apart up to 10 s. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The metrics for operators. Labels come only from closed lists (types, codes, kinds of operation), never from a caller, so
 * they hold no personal data and do not identify a customer.
 */
@Injectable()
export class Metrics implements OnModuleInit {
  private readonly registry = new Registry();
  private readonly refusals = this.counter('rapport_refusals_total', 'Expected refusals, by code.', 'code');
  private readonly errors = this.counter(
    'rapport_errors_total',
    'Top-level errors answered over HTTP, by code.',
    'code',
  );
  private readonly contacts = this.counter(
    'rapport_contacts_recorded_total',
    'Contacts recorded since the start of this process, by any process, by type.',
    'type',
  );
  private readonly durations = new Histogram({
    name: 'rapport_graphql_duration_seconds',
    help: 'Time from the complete request to its answer, over HTTP, by operation.',
    labelNames: ['operation'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly log: Log,
  ) {
    this.gauge('rapport_log_events_passed_over', PASSED_OVER, () => store.passedOver);
    this.gauge('rapport_views_position', 'Log position that the views have reached.', () => this.viewed());
  }

  /** Counts contacts recorded from now on. The projector may also report older ones, while the views catch up. */
  async onModuleInit(): Promise<void> {
    const start = (await this.store.head()) ?? 0n;
    this.projector.onCommitted((committed) => {
      for (const { contact, position } of committed) if (position > start) this.contacts.inc({ type: contact.type });
    });
  }

  /** Adds a gauge. @param value called at every scrape */
  gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }

  /** Adds a gauge with one value for each label. @param values called at every scrape */
  gauges(
    name: string,
    help: string,
    label: string,
    values: () => Promise<readonly (readonly [string, number])[]>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        const now = await values();
        this.reset();
        for (const [labelled, value] of now) this.set({ [label]: labelled }, value);
      },
    });
  }

  /** Adds a counter without a label. @returns counts one */
  counting(name: string, help: string): () => void {
    const counter = new Counter({ name, help, registers: [this.registry] });
    return () => counter.inc();
  }

  refused(refusals: readonly { readonly code: string }[]): void {
    const codes = refusals.map(({ code }) => code);
    for (const code of codes) this.refusals.inc({ code });
    if (codes.length > 0) this.log.info({ codes }, 'refused');
  }

  failed(code: string): void {
    this.errors.inc({ code });
  }

  /** @param startedAt milliseconds, from `performance.now()` */
  answered(operation: string, startedAt: number): void {
    this.durations.observe({ operation }, (performance.now() - startedAt) / 1_000);
  }

  /** All metrics as Prometheus text; without those of the log or the views while these cannot be reached. */
  async text(): Promise<string> {
    const texts = [processMetrics(), this.registry, await this.ofLog(), await this.ofViews()].map((each) =>
      each.metrics(),
    );
    return (await Promise.all(texts)).join('\n');
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** A new registry for each scrape, so that no outdated head is served while the log cannot be reached. */
  private async ofLog(): Promise<Registry> {
    const registry = new Registry();
    const head = await answerInTime(this.store.head());
    if (head === undefined) return registry;
    const registers = [registry];
    const position = Number(head ?? 0n);
    const behind = Math.max(0, position - this.viewed());
    new Gauge({ name: 'rapport_log_head_position', help: 'Position of the last event of the log.', registers }).set(
      position,
    );
    new Gauge({ name: 'rapport_views_lag', help: LAG, registers }).set(behind);
    return registry;
  }

  /** As ofLog, for what is in the views. */
  private async ofViews(): Promise<Registry> {
    const registry = new Registry();
    const parked = await answerInTime(this.projector.parked());
    if (parked === undefined) return registry;
    new Gauge({ name: 'rapport_parked_events', help: PARKED, registers: [registry] }).set(parked);
    return registry;
  }

  private viewed(): number {
    return Number(this.projector.position);
  }

  private counter<Label extends string>(name: string, help: string, label: Label): Counter<Label> {
    return new Counter({ name, help, labelNames: [label], registers: [this.registry] });
  }
}

/** Undefined where there is no answer in time: the metrics that need it are then left out of the scrape. */
export const answerInTime = <T>(answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([answer.catch(() => undefined), delay(LONGEST_WAIT_MS, undefined, { ref: false })]);

const PASSED_OVER = 'Events of other applications that reads of the log passed over, on a server that is shared.';
const PARKED =
  'Events that the lists do not show, because they, or earlier ones of the same stream, cannot be projected.';
const LAG = 'Log positions that the views are behind: events in the embedded log, bytes in KurrentDB.';
