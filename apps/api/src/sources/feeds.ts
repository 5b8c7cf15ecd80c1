import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { fromStored } from '#contact-log';
import { EventStore, type StoredEvent } from '#event-store';
import { sourceOf } from '#intake';
import { Projector } from '#read-models';
import { DAY_MS, type RecordedContact, type Timeline } from '#relationship';
import { Log } from '../config/logging.js';
import { ServedSources } from '../config/sources.module.js';
import { Clock } from '../deployment/clock.js';
import { logError } from '../edge/errors/logged-error.js';
import { Health } from '../edge/health/health.js';
import { Metrics } from '../edge/metrics/metrics.js';

/** How new what a source brought is. */
export type Feed = {
  readonly name: string;
  /** When the newest of its contacts happened, milliseconds since the epoch; null: none was found. */
  readonly newestAt: number | null;
  /** How old that may be, milliseconds. */
  readonly everyMs: number;
  readonly isStale: boolean;
};

/** So many events are read back at most at the start. What is further back is older than what anybody expects. */
const MOST_READ_BACK = 200_000;

/**
 * Follows the sources that are fed again and again. What they brought is in the log, so nothing is kept: the log is read back at the start, until each
 * was found, and followed from there, whichever process records.
 */
@Injectable()
export class Feeds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly everyMs: ReadonlyMap<string, number>;
  private readonly newest = new Map<string, number>();
  private readonly stopping = new AbortController();
  private reading: Promise<void> = Promise.resolve();
  /** Before that nobody knows whether a source was silent. */
  private isRead = false;
  private forget: () => void = () => undefined;

  constructor(
    served: ServedSources,
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly log: Log,
    health: Health,
    metrics: Metrics,
  ) {
    this.everyMs = new Map(
      served.all.flatMap(({ source }) => (source.expectEveryMs === null ? [] : [[source.id, source.expectEveryMs]])),
    );
    if (this.everyMs.size === 0) return;
    health.watch('SOURCE_STALE', () => this.all().some(({ isStale }) => isStale));
    metrics.gauges('rapport_source_age_seconds', AGE, 'source', async () =>
      this.all().flatMap(({ name, newestAt }): [string, number][] =>
        newestAt === null ? [] : [[name, (this.clock.now() - newestAt) / 1_000]],
      ),
    );
    metrics.gauges('rapport_source_stale', STALE, 'source', async () =>
      this.all().map(({ name, isStale }): [string, number] => [name, Number(isStale)]),
    );
  }

  onApplicationBootstrap(): void {
    if (this.everyMs.size === 0) return;
    this.forget = this.projector.onCommitted((committed) => {
      for (const { contact } of committed) this.note(contact);
    });
    this.reading = this.readBack().catch((error: unknown) => {
      logError(
        this.log,
        error,
        'the log cannot be read back for what the sources brought; what comes from now on is followed',
      );
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.forget();
    this.stopping.abort();
    await this.reading;
  }

  /** All of which something is expected. */
  all(): readonly Feed[] {
    return [...this.everyMs].map(([name, everyMs]) => {
      const newestAt = this.newest.get(name) ?? null;
      const isStale = newestAt === null ? this.isRead : this.clock.now() - newestAt > everyMs;
      return { name, newestAt, everyMs, isStale };
    });
  }

  /** Those that brought contacts of these facts. */
  of(timeline: Timeline): readonly Feed[] {
    const names = new Set<string | null>();
    for (const contact of timeline.effectiveContacts()) names.add(sourceOf(contact));
    return this.all().filter(({ name }) => names.has(name));
  }

  private note(contact: RecordedContact): void {
    const name = sourceOf(contact);
    if (name === null || !this.everyMs.has(name)) return;
    this.newest.set(name, Math.max(this.newest.get(name) ?? -Infinity, contact.at));
  }

  /** An import is in the order of customers, so what was appended before the newest may have happened later. */
  private async readBack(): Promise<void> {
    const enough = this.clock.now() - Math.max(...this.everyMs.values()) - DAY_MS;
    for await (const batch of this.store.readAll({ backwards: true, limit: MOST_READ_BACK })) {
      for (const event of batch) this.noteStored(event);
      const areFound = [...this.everyMs.keys()].every((name) => this.newest.has(name));
      if (this.stopping.signal.aborted || (areFound && (batch.at(-1)?.appendedAt ?? 0) < enough)) break;
    }
    this.isRead = true;
  }

  private noteStored(event: StoredEvent): void {
    try {
      const contact = fromStored(event);
      if (contact !== null) this.note(contact);
    } catch {
      // What is damaged, or of a newer release, is told by those who need it.
    }
  }
}

const AGE = 'How long ago the newest contact of a source happened, by source of which something is expected.';
const STALE = 'Whether a source has brought nothing for longer than is expected (1) or not (0).';
