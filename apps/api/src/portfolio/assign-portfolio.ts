import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { v5 } from 'uuid';
import { ContactLog, isRefused, readInputToJudge, type RecordAnswer, withEach } from '#contact-log';
import { EventStore, StoreUnavailable, type Position } from '#event-store';
import { LONGEST_WAIT_FOR_VIEWS_MS, Projector, Views } from '#read-models';
import { type Answer, type Refusal, refuse, refusedWith, toMs } from '#relationship';
import type { Actor } from '#access';
import { Clock } from '../deployment/clock.js';
import { handOverAllowed } from '../recording/hand-over-allowed.js';
import { Recording } from '../recording/recording.js';
import { assignmentIn, without, type Handover } from './handover.js';
import type { Sight } from '../visibility/sight.js';
import { Visibility } from '../visibility/visibility.js';

export type PortfolioAnswer = Answer<{
  /** Number of relationships in which the assignment is now recorded. */
  readonly assigned: number;
  /** True if all of it was already recorded, so nothing was added. */
  readonly replayed: boolean;
  /** Log position that covers all of it; null if nothing is recorded. */
  readonly position: Position | null;
  readonly refused: readonly { readonly customerId: string; readonly refusals: readonly Refusal[] }[];
}>;

/** Command: one account manager takes over the relationships of another. */
export class AssignPortfolio extends Command<PortfolioAnswer> {
  constructor(
    readonly input: object,
    readonly actor: Actor,
    readonly correlationId: string,
  ) {
    super();
  }
}

/** Namespace of the keys for single relationships: they are derived from the caller's key, so a repeat adds nothing. */
const KEYED = 'f0c9a4be-0c0b-4f0e-9c4c-0a1f5f0f7d11';

/** `keys`: those of the assignments, as this release makes them, then as earlier ones did; empty without the caller's key. */
type Asked = { readonly handover: Handover; readonly keys: readonly string[] };
type Outcome = { readonly customerId: string; readonly answer: RecordAnswer };

@CommandHandler(AssignPortfolio)
export class AssignPortfolioHandler implements ICommandHandler<AssignPortfolio> {
  constructor(
    private readonly log: ContactLog,
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly views: Views,
    private readonly clock: Clock,
    private readonly recording: Recording,
    private readonly visibility: Visibility,
  ) {}

  /** May be repeated after it stopped half-way: a relationship that is already handed over is not changed again. */
  execute(command: AssignPortfolio): Promise<PortfolioAnswer> {
    return this.recording.finish(this.assignAll(command));
  }

  private async assignAll(command: AssignPortfolio): Promise<PortfolioAnswer> {
    const asked = this.read(command.input);
    if (isRefused(asked)) return refusedWith(asked);
    const { fromOwner, owner } = asked.handover;
    const sight = await this.visibility.of(command.actor);
    if (!sight.includes(owner)) return refusedWith([refuse('OWNER_NOT_IN_PORTFOLIO', 'owner')]);
    await this.viewsHold((await this.store.head()) ?? 0n);
    const customerIds = await this.views.customersHeldBy([fromOwner, owner]);
    const outcomes = await withEach(customerIds, (each) => this.assign(each, asked, command, sight));
    return answered(outcomes.filter((outcome) => outcome !== null));
  }

  /** Checks the input once, with the rules for a single assignment: an error in it concerns every relationship. */
  private read(input: object): Asked | readonly Refusal[] {
    const { fromOwner, ...assignment } = input as { fromOwner: string };
    const checked = readInputToJudge('OwnerAssigned', { ...assignment, customerId: fromOwner });
    if (isRefused(checked))
      return checked.map((each) => (each.field === 'customerId' ? { ...each, field: 'fromOwner' } : each));
    // An earlier release may have taken the id of the owner who hands over; it is not stored again.
    const ofNewIds = checked.ofNewIds.filter(({ field }) => field !== 'customerId');
    if (ofNewIds.length > 0) return ofNewIds;
    const { customerId: _fromOwner, ...facts } = checked.facts as { customerId: string } & Omit<Handover, 'fromOwner'>;
    const now = this.clock.now();
    const at = facts.occurredAt === undefined ? now : toMs(facts.occurredAt);
    if (at > now) return [refuse('OCCURRED_IN_FUTURE', 'occurredAt')];
    if (facts.until !== undefined && toMs(facts.until) <= at) return [refuse('DUE_IN_PAST', 'until')];
    const keys = [checked, checked.asGiven].flatMap((said) => said?.idempotencyKey ?? []);
    return { handover: { fromOwner, ...facts }, keys: keys.map((key) => `portfolio:${v5(key, KEYED)}`) };
  }

  private async assign(
    customerId: string,
    { handover, keys }: Asked,
    command: AssignPortfolio,
    sight: Sight,
  ): Promise<Outcome | null> {
    const timeline = await this.log.timelineOf(customerId);
    if (timeline === null || !sight.sees(timeline)) return null;
    const { key, earlier } = await this.recordedUnder(customerId, keys);
    const facts = earlier === null ? timeline : without(timeline, earlier);
    const at = earlier?.at ?? (handover.occurredAt === undefined ? this.clock.now() : toMs(handover.occurredAt));
    const profile = facts.profileAt(at) ?? facts.profile;
    const assignment = profile === null ? null : assignmentIn(profile, handover, at);
    if (assignment === null) return null;
    const answer = await this.log.record({
      type: 'OwnerAssigned',
      input: { ...assignment, customerId, idempotencyKey: key },
      isCustomerFromLog: true,
      sees: (facts) => sight.sees(facts),
      mayChange: handOverAllowed(command.actor, sight, 'owner'),
      recordedBy: command.actor.identity,
      correlationId: command.correlationId,
    });
    return { customerId, answer };
  }

  /** The assignment that an earlier call with the same key recorded, and the key to record it under. */
  private async recordedUnder(customerId: string, keys: readonly string[]) {
    for (const key of keys) {
      const earlier = await this.log.recordedUnder(customerId, key);
      if (earlier !== null) return { key, earlier };
    }
    return { key: keys[0] ?? null, earlier: null };
  }

  private async viewsHold(position: Position): Promise<void> {
    if (!(await this.projector.waitFor(position, LONGEST_WAIT_FOR_VIEWS_MS)))
      throw new StoreUnavailable(
        'the views are too far behind the log to list the relationships of an account manager',
      );
  }
}

function answered(outcomes: readonly Outcome[]): PortfolioAnswer {
  const recorded = outcomes.flatMap(({ answer }) => answer.recorded ?? []);
  const refused = outcomes
    .filter(({ answer }) => answer.recorded === null)
    .map(({ customerId, answer }) => ({ customerId, refusals: answer.refusals }));
  const last = recorded.reduce((max, { position }) => (position > max ? position : max), 0n);
  const replayed = recorded.length > 0 && recorded.every((each) => each.replayed);
  const position = last === 0n ? null : last;
  return { recorded: { assigned: recorded.length, replayed, position, refused }, refusals: [] };
}
