import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { NeedRow, Scope } from '#read-models';
import { NEED_STATUSES, type NeedStatus } from '#relationship';
import type { ViewsAsOf } from '../clocks/views-as-of.js';
import { connectionType } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { Node, nodeId } from '../schema/node.js';
import { Allowed, READ } from '../edge/auth/rights.js';

export const NeedStatusEnum = registerEnum(
  'NeedStatus',
  Object.keys(NEED_STATUSES),
  'How far a need is, from the first refusal until it is met.',
  NEED_STATUSES,
);

@Allowed(READ)
@ObjectType({ description: 'A step towards meeting a need that we had to decline.' })
export class NeedStep {
  @Field(() => ID, { description: 'The step, a UUID.' })
  readonly stepId!: string;
  @Field(() => String, { description: 'What was done or decided; names no person.' })
  readonly step!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Who is responsible for the need from then on; null if that did not change.',
  })
  readonly owner!: string | null;
  @Field(() => DateTime, { description: 'When it was taken.' })
  readonly occurredAt!: number;
  @Field(() => String, { description: 'Who recorded it, from the token.' })
  readonly recordedBy!: string;
}

@Allowed(READ)
@ObjectType({ description: 'A change on our side that meets the need.' })
export class NeedFulfilment {
  @Field(() => ID, { description: 'The fulfilment, a UUID.' })
  readonly fulfilmentId!: string;
  @Field(() => String, { nullable: true, description: 'What we changed; null if nobody wrote it down.' })
  readonly change!: string | null;
  @Field(() => DateTime, { description: 'When it was changed.' })
  readonly occurredAt!: number;
  @Field(() => String, { description: 'Who recorded it, from the token.' })
  readonly recordedBy!: string;
  @Field(() => Boolean, { description: 'Whether it is recorded for every customer who waited.' })
  readonly done!: boolean;
}

@Allowed(READ)
@ObjectType({
  implements: () => [Node],
  description: 'A root need: what customers need, behind all their different requests.',
})
export class Need implements Node {
  /**
   * @param scope the customers who count; null: all
   * @param seenIn the views that it was read from; null for the live ones
   */
  constructor(
    readonly row: NeedRow,
    readonly scope: Scope | null,
    readonly seenIn: ViewsAsOf | null = null,
  ) {}

  get id(): string {
    return nodeId('Need', this.row.needId);
  }

  @Field(() => ID, { description: 'The id of the need, as callers named it.' })
  get needId(): string {
    return this.row.needId;
  }

  @Field(() => NeedStatusEnum, { description: 'Its status.' })
  get status(): NeedStatus {
    return this.row.status;
  }

  @Field(() => Int, { description: 'How many customers wait for it.' })
  get waiting(): number {
    return this.row.waiting;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when the customer who has waited longest waits; null if nobody waits.',
  })
  get waitingSince(): number | null {
    return this.row.waitingSince;
  }

  @Field(() => Int, { description: 'How many customers ever asked for it.' })
  get customersAsked(): number {
    return this.row.customersAsked;
  }

  @Field(() => Int, { description: 'How many requests of all customers were for it.' })
  get timesAsked(): number {
    return this.row.timesAsked;
  }

  @Field(() => Int, { description: 'How many of these requests ended with the customer accepting an alternative.' })
  get alternativesAccepted(): number {
    return this.row.alternativesAccepted;
  }

  @Field(() => DateTime, { nullable: true, description: 'When it was last fulfilled; null if it never was.' })
  get fulfilledAt(): number | null {
    return this.row.fulfilledAt;
  }

  @Field(() => String, { nullable: true, description: 'Who is responsible for it; null if no step says so.' })
  get owner(): string | null {
    return this.row.owner;
  }

  @Field(() => [NeedStep], { description: 'Steps towards meeting it, the earliest first.' })
  get steps(): readonly NeedStep[] {
    return this.row.steps;
  }

  @Field(() => [NeedFulfilment], { description: 'Its fulfilments, the earliest first.' })
  get fulfilments(): readonly NeedFulfilment[] {
    return this.row.fulfilments;
  }
}

export const NeedConnection = connectionType(
  Need,
  'Needs, by the number of waiting customers, most first; then by the longest wait.',
);
