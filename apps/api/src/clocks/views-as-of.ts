import { Injectable } from '@nestjs/common';
import { SnapshotBeingPrepared, Snapshots, SnapshotsBusy, isLive, Views, type Scope, type Vantage } from '#read-models';
import { Freshness, FreshnessOfViews } from '../schema/freshness.js';
import { presentTime } from '../edge/graphql/under-way.js';
import { apiError, beingPrepared } from '../edge/errors/codes.js';
import { Clock } from '../deployment/clock.js';
import type { VantageArgs } from './vantage-args.js';
import { Vantages } from './vantages.js';
import { Visibility } from '../visibility/visibility.js';
import type { Actor } from '#access';

/** The views that answer one query, and the times of the answer. */
export type ViewsAsOf = {
  readonly views: Views;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly knownAt: number;
  readonly freshness: Freshness;
  /** For the parts of the answer that are read from the log. */
  readonly vantage: Vantage;
  /** Which of the relationships the caller sees; null: all. */
  readonly scope: Scope | null;
};

/** Finds the views that answer a query: the live ones, or a snapshot as of another time or by another model. */
@Injectable()
export class AsOfQueries {
  constructor(
    private readonly vantages: Vantages,
    private readonly views: Views,
    private readonly snapshots: Snapshots,
    private readonly clock: Clock,
    private readonly freshness: FreshnessOfViews,
    private readonly visibility: Visibility,
  ) {}

  /** @throws GraphQLError BAD_USER_INPUT, MODEL_UNKNOWN, OVERLOADED, STORE_UNAVAILABLE */
  async viewsFor(args: VantageArgs, actor: Actor): Promise<ViewsAsOf> {
    const vantage = await this.vantages.of(args);
    if (isLive(vantage)) {
      const now = presentTime(this.clock);
      const { scope } = await this.visibility.of(actor);
      return { views: this.views, asOf: now, knownAt: now, freshness: this.freshness.take(), vantage, scope };
    }
    const customers = await this.visibility.customersOf(actor);
    const snapshot = await this.snapshots.open(vantage).catch(overloaded);
    const asOf = vantage.asOf ?? Math.min(snapshot.now(), presentTime(this.clock));
    const knownAt = await this.knownAt(vantage);
    return {
      views: snapshot.views,
      asOf,
      knownAt,
      freshness: this.freshness.upTo(snapshot.position),
      vantage: { ...vantage, asOf },
      scope: customers === null ? null : { customers },
    };
  }

  private async knownAt({ knownAt, position }: Vantage): Promise<number> {
    return knownAt ?? (position === null ? null : await this.snapshots.timeOf(position)) ?? presentTime(this.clock);
  }
}

function overloaded(error: unknown): never {
  if (error instanceof SnapshotBeingPrepared) throw beingPrepared(error.share);
  throw error instanceof SnapshotsBusy ? apiError('OVERLOADED', `${sentence(error.message)}.`) : error;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
