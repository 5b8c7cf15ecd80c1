import { Args, Context, Float, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { setTimeout as pause } from 'node:timers/promises';
import {
  SnapshotBeingPrepared,
  SnapshotsBusy,
  isLive,
  StressDesk,
  StressDeskBusy,
  type Stressed,
  type StressRun,
} from '#read-models';
import type { StressLine } from '#trust';
import { VantageArgs } from '../clocks/vantage-args.js';
import { Vantages } from '../clocks/vantages.js';
import { EVERY_RELATIONSHIP } from '../edge/graphql/cost.js';
import { atEnd } from '../edge/graphql/under-way.js';
import { apiError, beingPrepared } from '../edge/errors/codes.js';
import { AFTER, connection, FIRST, PAGE_COST, pageSize, type ConnectionOf } from '../schema/connection.js';
import { filterFrom } from '../relationships/relationship-list.js';
import { FreshnessOfViews } from '../schema/freshness.js';
import { DEFAULT_WAIT_SECONDS, MOST_WAIT_SECONDS, scenarioOf, StressTestInput, waitOf } from './stress-input.js';
import { StressTest } from './stress-test.type.js';
import { StressedEnum, StressedRelationship, StressedRelationshipConnection } from './stressed-relationship.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';
import type { RequestContext } from '../edge/graphql/request-context.js';
import { Visibility } from '../visibility/visibility.js';

@Resolver(() => StressTest)
export class StressTestResolver {
  constructor(
    private readonly desk: StressDesk,
    private readonly vantages: Vantages,
    private readonly freshness: FreshnessOfViews,
    private readonly visibility: Visibility,
  ) {}

  @Allowed(READ)
  @Query(() => StressTest, {
    complexity: EVERY_RELATIONSHIP,
    description:
      'What a hypothetical would do to all relationships, now, or as of another time or by another model. The same query within a minute, with nothing recorded since, gives the same test. If the test is not complete within `waitSeconds`, query it with `stressTestById`. For another time or model a snapshot is built first, and the query always waits for that.',
  })
  async stressTest(
    @Args('input', {
      type: () => StressTestInput,
      description: 'What might go wrong, and which relationships to test.',
    })
    { hypothetical, filter, waitSeconds }: StressTestInput,
    @Args() args: VantageArgs,
    @Context() { actor }: RequestContext,
  ): Promise<StressTest> {
    const [scenario, waitMs] = [scenarioOf(hypothetical), waitOf(waitSeconds)];
    const { owner, segment, band, renewsFrom, renewsBefore, valueAtLeast } = filterFrom(filter ?? {});
    const within = { owner, segment, band, renewsFrom, renewsBefore, valueAtLeast };
    const vantage = await this.vantages.of(args);
    const seenFrom = isLive(vantage) ? null : vantage;
    const customers = await this.visibility.customersOf(actor);
    const run = await this.desk.begin(scenario, within, seenFrom, customers, atEnd).catch((error: unknown) => {
      if (error instanceof SnapshotBeingPrepared) throw beingPrepared(error.share);
      throw error instanceof StressDeskBusy || error instanceof SnapshotsBusy ? apiError('OVERLOADED') : error;
    });
    return this.after(run, waitMs);
  }

  @Allowed(READ)
  @Query(() => StressTest, {
    nullable: true,
    description:
      'A stress test that was started: its progress, or further pages. Null if it is no longer kept: after ten minutes without a query for it, after a restart, after many others were started, or once the caller sees other relationships than it tested.',
  })
  async stressTestById(
    @Args('id', { type: () => ID, description: 'The `id` of the stress test.' }) id: string,
    @Args('waitSeconds', {
      type: () => Float,
      nullable: true,
      description: `Longest time to wait until it is complete, seconds, 0 to ${MOST_WAIT_SECONDS}. Default: ${DEFAULT_WAIT_SECONDS}.`,
    })
    waitSeconds: number | null | undefined,
    @Context() { actor }: RequestContext,
  ): Promise<StressTest | null> {
    const waitMs = waitOf(waitSeconds);
    const run = this.desk.find(id, await this.visibility.customersOf(actor), atEnd);
    return run === null ? null : this.after(run, waitMs);
  }

  @ResolveField(() => StressedRelationshipConnection, {
    complexity: PAGE_COST,
    nullable: true,
    description: 'The affected relationships, the most points lost first; null until it is complete.',
  })
  async relationships(
    @Parent() { run, isComplete, freshness }: StressTest,
    @Args('which', {
      type: () => StressedEnum,
      nullable: true,
      description: 'Which of the affected relationships. Default: CROSSING.',
    })
    which: Stressed | null | undefined,
    @Args(FIRST) first: number | null | undefined,
    @Args(AFTER) after: string | null | undefined,
  ): Promise<ConnectionOf<StressedRelationship> | null> {
    if (!isComplete) return null;
    const page = run.lines({ which: which ?? 'CROSSING', first: pageSize(first), after });
    return connection<StressLine, StressedRelationship>(
      page,
      after,
      freshness,
      async (line) => new StressedRelationship(line, run),
    );
  }

  private async after(run: StressRun, waitMs: number): Promise<StressTest> {
    if (waitMs > 0) {
      const waiting = new AbortController();
      const pausing = pause(waitMs, undefined, { signal: waiting.signal, ref: false }).catch(() => {});
      await Promise.race([run.ended, pausing]).finally(() => waiting.abort());
    }
    return new StressTest(run, this.freshness.upTo(run.position));
  }
}
