import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Mapper, MappingFailed, type InboxFailure, type WaitingRequest } from '#intake';
import { DAY_MS, MINUTE_MS } from '#relationship';
import type { SourceRow } from '#source';
import { Repeated } from '../background/repeated.js';
import { Log } from '../config/logging.js';
import { Clock } from '../deployment/clock.js';
import { logError } from '../edge/errors/logged-error.js';
import { Health } from '../edge/health/health.js';
import { Metrics } from '../edge/metrics/metrics.js';
import { Inboxes } from './inboxes.js';
import { InboxRecording } from './inbox-recording.js';

const LOOK_EVERY_MS = 250;
/** Requests may overtake each other: what refers to an issue that is not there yet finds it later. */
const TRY_AGAIN_AFTER_MS = [5_000, MINUTE_MS, 10 * MINUTE_MS];
const UNAVAILABLE_MS = 10_000;
/** A sender repeats within hours or days. The keys of the contacts are known for ever. */
const MAPPED_KNOWN_MS = 90 * DAY_MS;
/** What failed holds personal data that no erasure reaches, so it is not kept for longer. */
const FAILED_KEPT_MS = 30 * DAY_MS;
/** What is tried again, because another time may be better. */
const PASSING: readonly InboxFailure[] = ['ROWS_REFUSED', 'MAPPER_ENDED'];

/** Maps the requests that were taken, one after the other, and records their contacts. */
@Injectable()
export class InboxRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds: Repeated;
  private forgottenAt = -Infinity;

  constructor(
    private readonly inboxes: Inboxes,
    private readonly mapper: Mapper,
    private readonly recording: InboxRecording,
    private readonly clock: Clock,
    private readonly log: Log,
    health: Health,
    metrics: Metrics,
  ) {
    this.rounds = new Repeated(
      (signal) => this.round(signal),
      LOOK_EVERY_MS,
      (error) => logError(log, error, 'cannot map the requests of other systems; retrying'),
    );
    if (inboxes.all.size === 0) return;
    health.watch('INBOX_FAILED', () => inboxes.store.hasFailed());
    for (const [state, says] of [
      ['WAITING', 'Requests that inboxes took and did not map yet, by inbox.'],
      ['FAILED', 'Requests that could not be mapped, by inbox.'],
    ] as const)
      metrics.gauges(`rapport_inbox_${state.toLowerCase()}`, says, 'inbox', () => this.counts(state));
  }

  onApplicationBootstrap(): void {
    if (this.inboxes.all.size > 0) this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    // A request that is being mapped stays where it is, and is mapped at the next start.
    const stopped = this.rounds.stop();
    await this.mapper.close();
    await stopped;
    if (this.inboxes.all.size > 0) this.inboxes.store.close();
  }

  private async counts(state: 'WAITING' | 'FAILED'): Promise<readonly (readonly [string, number])[]> {
    const counts = this.inboxes.store.counts().filter((each) => each.state === state);
    return [...this.inboxes.all.keys()].map((name) => [
      name,
      counts.find(({ inbox }) => inbox === name)?.requests ?? 0,
    ]);
  }

  private async round(signal: AbortSignal): Promise<void> {
    const { store, key } = this.inboxes;
    this.forget();
    while (!signal.aborted) {
      const request = store.next(this.clock.now(), key);
      if (request === null) return;
      await this.map(request, signal);
    }
  }

  private async map(request: WaitingRequest, signal: AbortSignal): Promise<void> {
    const { store } = this.inboxes;
    const served = this.inboxes.all.get(request.inbox);
    if (served === undefined) return this.fail(request, 'INBOX_GONE', '');
    if (request.body === null) return this.fail(request, 'UNREADABLE', '');
    let rows: readonly SourceRow[];
    try {
      rows = await this.mapper.rowsOf(served.source, { body: request.body, receivedAt: request.receivedAt });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof MappingFailed)) throw error;
      return this.fail(request, error.code, error.message);
    }
    try {
      const { bad, refused, reason } = await this.recording.record(served, request, rows, signal);
      if (signal.aborted) return;
      if (bad > 0) this.fail(request, 'ROWS_BAD', reason);
      else if (refused > 0) this.fail(request, 'ROWS_REFUSED', reason);
      else store.mapped(request.seq);
    } catch (error) {
      // Other requests may be of other customers: they do not wait for this one.
      this.fail(request, 'NOT_RECORDED', (error as Error).message);
      throw error;
    }
  }

  private fail(request: WaitingRequest, code: InboxFailure, reason: string): void {
    const delay =
      code === 'NOT_RECORDED' ? UNAVAILABLE_MS : PASSING.includes(code) ? TRY_AGAIN_AFTER_MS[request.tries] : null;
    const nextAt = delay == null ? null : this.clock.now() + delay;
    this.inboxes.store.failed(request, { code, reason, nextAt }, this.inboxes.key);
    // The reason may quote the request.
    this.log.warn(
      { inbox: request.inbox, request: request.seq, code, final: nextAt === null },
      'a request was not mapped',
    );
  }

  private forget(): void {
    const now = this.clock.now();
    if (Math.abs(now - this.forgottenAt) < DAY_MS) return;
    this.forgottenAt = now;
    const ends = { mappedBefore: now - MAPPED_KNOWN_MS, failedBefore: now - FAILED_KEPT_MS };
    const requests = this.inboxes.store.forget(ends);
    if (requests > 0) this.log.warn({ requests }, 'requests that could not be mapped for 30 days were deleted');
  }
}
