import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import type { Vantage } from '#read-models';
import { aboutOf, MINUTE_MS, type About, type ObligationKind, type Target } from '#relationship';
import { AboutObject } from '../schema/about.js';
import { connectionType } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { keyWithin, Node, nodeId } from '../schema/node.js';
import { ObligationKindEnum } from '../schema/obligation-kind.js';

/** Something owed, as of a moment. Times are milliseconds since the epoch. */
export type Owed = {
  readonly customerId: string;
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly about: Target;
  readonly causeEventId: string;
  readonly dueAt: number;
  readonly pointsAtStake: number;
  /** Infinity where it is put off for good; null where it is not put off. */
  readonly deferredUntil: number | null;
  readonly asOf: number;
  /** From where it is seen; null in the present. */
  readonly vantage: Vantage | null;
};

@ObjectType({
  implements: () => [Node],
  description: 'Something that we owe a customer by a time. Worked out from the contacts and the clock.',
})
export class Obligation implements Node {
  constructor(readonly owed: Owed) {}

  get id(): string {
    return nodeId('Obligation', keyWithin(this.owed.customerId, this.owed.obligationId));
  }

  @Field(() => ID, { description: 'What `deferObligation` takes; unique within the relationship.' })
  get obligationId(): string {
    return this.owed.obligationId;
  }

  @Field(() => ObligationKindEnum, { description: 'What is owed.' })
  get kind(): ObligationKind {
    return this.owed.kind;
  }

  @Field(() => ID, { description: 'The customer to whom it is owed.' })
  get customerId(): string {
    return this.owed.customerId;
  }

  @Field(() => DateTime, { description: 'When it is due; past where it is overdue.' })
  get dueAt(): number {
    return this.owed.dueAt;
  }

  @Field(() => Float, {
    description: 'Minutes from the time of the query until it is due; negative where it is overdue.',
  })
  get minutesLeft(): number {
    return (this.owed.dueAt - this.owed.asOf) / MINUTE_MS;
  }

  @Field(() => Float, {
    description:
      'Points of trust: the score if it is met now less the score if it lapses at its due time (for DISCLOSE: if the customer then finds out), both just after the due time. 0 for HEADS_UP, which moves no score. In `callsOwed` as of when something last happened in the relationship.',
  })
  get pointsAtStake(): number {
    return this.owed.pointsAtStake;
  }

  @Field(() => AboutObject, { nullable: true, description: 'What it is about; null where nothing in particular.' })
  get about(): About | null {
    return aboutOf(this.owed.about);
  }

  @Field(() => Boolean, { description: 'Whether it is put off, until a time or for good; `callsOwed` leaves it out.' })
  get deferred(): boolean {
    return this.owed.deferredUntil !== null;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when it is put off; null where it is not, or is put off for good.',
  })
  get deferredUntil(): number | null {
    const { deferredUntil } = this.owed;
    return deferredUntil === Infinity ? null : deferredUntil;
  }
}

export const ObligationConnection = connectionType(
  Obligation,
  'What is owed and not put off: HEADS_UP first, then falling by points at stake / (1 + days left), then by due time. Overdue counts as no days left.',
);
