import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { EventStore } from '#event-store';
import { Projector } from '#read-models';
import { Log } from '../../config/logging.js';
import { processMetrics } from './process-metrics.js';

/** Most answers come within a few milliseconds; what takes seconds is worth telling apart too. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What whoever runs the server watches. Labels come from closed lists only, types, codes and kinds of operation: never
 * anything that a caller sent, so nothing personal can be in it and no customer be told from another.
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
    'Contacts recorded since the start, by whichever process, by type.',
    'type',
  );
  private readonly durations = new Histogram({
    name: 'rapport_graphql_duration_seconds',
    help: 'Time from a request that was read to its answer, over HTTP, by operation.',
    labelNames: ['operation'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly log: Log,
  ) {
    this.gauge('rapport_views_position', 'Log position up to which the views hold everything.', () => this.viewed());
  }

  /** Counts what is recorded from here on; what the views have yet to catch up with was recorded before. */
  async onModuleInit(): Promise<void> {
    const start = (await this.store.head()) ?? 0n;
    this.projector.onCommitted((committed) => {
      for (const { contact, position } of committed) if (position > start) this.contacts.inc({ type: contact.type });
    });
  }

  /** Adds a value that is read whenever somebody asks. */
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

  refused(refusals: readonly { readonly code: string }[]): void {
    const codes = refusals.map(({ code }) => code);
    for (const code of codes) this.refusals.inc({ code });
    if (codes.length > 0) this.log.info({ codes }, 'refused');
  }

  failed(code: string): void {
    this.errors.inc({ code });
  }

  /** @param startedAt as `performance.now()` has it */
  answered(operation: string, startedAt: number): void {
    this.durations.observe({ operation }, (performance.now() - startedAt) / 1_000);
  }

  /** The text that Prometheus reads. What cannot be known just now is left out. */
  async text(): Promise<string> {
    const log = await this.ofLog();
    const texts = [processMetrics(), this.registry, log].map((each) => each.metrics());
    return (await Promise.all(texts)).join('\n');
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** Made anew each time: while the log cannot be reached a head that was true a moment ago would be a lie. */
  private async ofLog(): Promise<Registry> {
    const registry = new Registry();
    const head = await this.store.head().catch(() => undefined);
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

  private viewed(): number {
    return Number(this.projector.position);
  }

  private counter<Label extends string>(name: string, help: string, label: Label): Counter<Label> {
    return new Counter({ name, help, labelNames: [label], registers: [this.registry] });
  }
}

const LAG =
  'Positions of the log that the views have yet to take in: one an event in the embedded log, bytes in KurrentDB.';
