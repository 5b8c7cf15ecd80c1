import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { NeedRow } from '#read-models';
import { NEED_STATUSES, type NeedStatus } from '#relationship';
import type { ViewsAsOf } from '../clocks/views-as-of.js';
import { connectionType } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { Node, nodeId } from '../schema/node.js';

export const NeedStatusEnum = registerEnum(
  'NeedStatus',
  Object.keys(NEED_STATUSES),
  'Where a need stands between the no and the yes.',
  NEED_STATUSES,
);

@ObjectType({ description: 'A step towards the yes that we could not give.' })
export class NeedStep {
  @Field(() => ID, { description: 'The step, a UUID.' })
  readonly stepId!: string;
  @Field(() => String, { description: 'What was done or decided; names nobody.' })
  readonly step!: string;
  @Field(() => String, { nullable: true, description: 'Who answers for the need from then on; null where as before.' })
  readonly owner!: string | null;
  @Field(() => DateTime, { description: 'When it was taken.' })
  readonly occurredAt!: number;
  @Field(() => String, { description: 'Who recorded it, from the token.' })
  readonly recordedBy!: string;
}

@ObjectType({ description: 'That we changed so that the old no became a yes.' })
export class NeedFulfilment {
  @Field(() => ID, { description: 'The fulfilment, a UUID.' })
  readonly fulfilmentId!: string;
  @Field(() => String, { nullable: true, description: 'What we changed; null where nobody wrote it down.' })
  readonly change!: string | null;
  @Field(() => DateTime, { description: 'When we changed.' })
  readonly occurredAt!: number;
  @Field(() => String, { description: 'Who recorded it, from the token.' })
  readonly recordedBy!: string;
  @Field(() => Boolean, { description: 'Whether every customer who waited has been seen to.' })
  readonly done!: boolean;
}

@ObjectType({
  implements: () => [Node],
  description: 'A root need, the question behind the questions of all customers.',
})
export class Need implements Node {
  /** @param seenIn the views that it was read from; null for the present */
  constructor(
    readonly row: NeedRow,
    readonly seenIn: ViewsAsOf | null = null,
  ) {}

  get id(): string {
    return nodeId('Need', this.row.needId);
  }

  @Field(() => ID, { description: 'The need, as the callers named it.' })
  get needId(): string {
    return this.row.needId;
  }

  @Field(() => NeedStatusEnum, { description: 'Where it stands.' })
  get status(): NeedStatus {
    return this.row.status;
  }

  @Field(() => Int, { description: 'How many customers wait for it.' })
  get waiting(): number {
    return this.row.waiting;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when the one waits who has waited longest; null where nobody does.',
  })
  get waitingSince(): number | null {
    return this.row.waitingSince;
  }

  @Field(() => Int, { description: 'How many customers ever asked for it.' })
  get customersAsked(): number {
    return this.row.customersAsked;
  }

  @Field(() => Int, { description: 'How often it was asked for: requests behind which it stood, of all customers.' })
  get timesAsked(): number {
    return this.row.timesAsked;
  }

  @Field(() => Int, { description: 'Of those, how many ended with the customer taking what was offered instead.' })
  get alternativesAccepted(): number {
    return this.row.alternativesAccepted;
  }

  @Field(() => DateTime, { nullable: true, description: 'When it was last fulfilled; null where it never was.' })
  get fulfilledAt(): number | null {
    return this.row.fulfilledAt;
  }

  @Field(() => String, { nullable: true, description: 'Who answers for it; null where no step says so.' })
  get owner(): string | null {
    return this.row.owner;
  }

  @Field(() => [NeedStep], { description: 'Steps taken towards the yes, the earliest first.' })
  get steps(): readonly NeedStep[] {
    return this.row.steps;
  }

  @Field(() => [NeedFulfilment], { description: 'Its fulfilments, the earliest first.' })
  get fulfilments(): readonly NeedFulfilment[] {
    return this.row.fulfilments;
  }
}

export const NeedConnection = connectionType(Need, 'Needs, the most awaited first, then the one awaited longest.');
