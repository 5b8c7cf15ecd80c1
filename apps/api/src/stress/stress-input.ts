import { Field, Float, InputType } from '@nestjs/graphql';
import { normalId } from '#relationship';
import type { Scenario } from '#trust';
import { apiError } from '../edge/errors/codes.js';
import { RelationshipFilter } from '../relationships/relationship-list.js';

const MOST_DAYS = 365;
const MOST_CHARACTERS = 100;
export const MOST_WAIT_SECONDS = 30;
export const DEFAULT_WAIT_SECONDS = 10;

@InputType({ description: 'A service is delayed.' })
export class ServiceDelayedInput {
  @Field(() => String, {
    description: `The service, as issues name it. At most ${MOST_CHARACTERS} characters.`,
  })
  readonly service!: string;
  @Field(() => Float, {
    description: `Days, 0 to ${MOST_DAYS}; 0.5 is half a day. Every promise and update about issues of the service passes unmet, and this long after the last of them the customer has still heard nothing.`,
  })
  readonly byDays!: number;
}

@InputType({ description: 'An owner falls silent.' })
export class OwnerSilentInput {
  @Field(() => String, {
    nullable: true,
    description: `Who is responsible for the relationship now, holiday cover included. At most ${MOST_CHARACTERS} characters. Default: every owner falls silent.`,
  })
  readonly owner?: string | null;
  @Field(() => Float, {
    description: `Days from now, 0 to ${MOST_DAYS}. Nothing is said or done: what falls due lapses, and evidence ages.`,
  })
  readonly days!: number;
}

@InputType({ description: 'Every promise due soon is missed.' })
export class PromisesMissedInput {
  @Field(() => Float, { description: `Due within this many days from now, 0 to ${MOST_DAYS}; 7 is a week.` })
  readonly withinDays!: number;
}

@InputType({ description: 'What might go wrong; exactly one of these fields.' })
export class StressHypotheticalInput {
  @Field(() => ServiceDelayedInput, { nullable: true, description: 'A service is delayed.' })
  readonly serviceDelayed?: ServiceDelayedInput | null;
  @Field(() => OwnerSilentInput, { nullable: true, description: 'One owner or every owner falls silent.' })
  readonly ownerSilent?: OwnerSilentInput | null;
  @Field(() => PromisesMissedInput, { nullable: true, description: 'Every promise due soon is missed.' })
  readonly promisesMissed?: PromisesMissedInput | null;
}

@InputType({ description: 'The hypothetical, and the relationships to test.' })
export class StressTestInput {
  @Field(() => StressHypotheticalInput, { description: 'What might go wrong.' })
  readonly hypothetical!: StressHypotheticalInput;
  @Field(() => RelationshipFilter, {
    nullable: true,
    description:
      'Which relationships, by their state now. Default: all open ones. Closed relationships are never tested, even if the filter includes them.',
  })
  readonly filter?: RelationshipFilter | null;
  @Field(() => Float, {
    nullable: true,
    description: `Longest time to wait until it is complete, seconds, 0 to ${MOST_WAIT_SECONDS}. Default: ${DEFAULT_WAIT_SECONDS}.`,
  })
  readonly waitSeconds?: number | null;
}

/** @throws GraphQLError BAD_USER_INPUT */
export function scenarioOf(hypothetical: StressHypotheticalInput): Scenario {
  const { serviceDelayed, ownerSilent, promisesMissed } = hypothetical;
  const said = [serviceDelayed, ownerSilent, promisesMissed].filter((each) => each != null);
  if (said.length !== 1)
    throw apiError(
      'BAD_USER_INPUT',
      'hypothetical must have exactly one of serviceDelayed, ownerSilent, promisesMissed.',
    );
  if (serviceDelayed != null)
    return {
      is: 'SERVICE_DELAYED',
      service: named(serviceDelayed.service, 'serviceDelayed.service'),
      byDays: daysOf(serviceDelayed.byDays, 'serviceDelayed.byDays'),
    };
  if (ownerSilent != null)
    return {
      is: 'OWNER_SILENT',
      owner: ownerSilent.owner == null ? null : named(ownerSilent.owner, 'ownerSilent.owner'),
      days: daysOf(ownerSilent.days, 'ownerSilent.days'),
    };
  return { is: 'PROMISES_MISSED', withinDays: daysOf(promisesMissed?.withinDays ?? NaN, 'promisesMissed.withinDays') };
}

/** Milliseconds. @throws GraphQLError BAD_USER_INPUT */
export function waitOf(waitSeconds: number | null | undefined): number {
  const seconds = waitSeconds ?? DEFAULT_WAIT_SECONDS;
  if (!(seconds >= 0 && seconds <= MOST_WAIT_SECONDS))
    throw apiError('BAD_USER_INPUT', `waitSeconds must be from 0 to ${MOST_WAIT_SECONDS}.`);
  return seconds * 1000;
}

function daysOf(days: number, field: string): number {
  if (!(days >= 0 && days <= MOST_DAYS))
    throw apiError('BAD_USER_INPUT', `${field} must be from 0 to ${MOST_DAYS} days.`);
  return days;
}

function named(name: string, field: string): string {
  const { length } = normalId(name);
  if (length === 0 || length > MOST_CHARACTERS)
    throw apiError('BAD_USER_INPUT', `${field} must have from 1 to ${MOST_CHARACTERS} characters.`);
  return name;
}
