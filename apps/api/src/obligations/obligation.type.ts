import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { aboutOf, MINUTE_MS, type About, type ObligationKind, type Target } from '#relationship';
import type { LookUp } from '../relationships/look-up.js';
import { AboutObject } from '../schema/about.js';
import { connectionType } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { keyWithin, Node, nodeId } from '../schema/node.js';
import { ObligationKindEnum } from '../schema/obligation-kind.js';
import type { PromiseForecast } from './promise-forecast.type.js';
import { Allowed, READ } from '../edge/auth/rights.js';

/** Something owed, at a time. Times are milliseconds since the epoch. */
export type Owed = {
  readonly customerId: string;
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly about: Target;
  readonly causeEventId: string;
  readonly dueAt: number;
  readonly pointsAtStake: number;
  readonly forecast: () => Promise<PromiseForecast | null>;
  /** Infinity if it is deferred without an end; null if it is not deferred. */
  readonly deferredUntil: number | null;
  readonly asOf: number;
  /** Finds the contact and the relationship, at the times of the query. */
  readonly lookUp: LookUp;
};

@Allowed(READ)
@ObjectType({
  implements: () => [Node],
  description: 'Something that we owe a customer by a due time. It is derived from the contacts and the clock.',
})
export class Obligation implements Node {
  constructor(readonly owed: Owed) {}

  get id(): string {
    return nodeId('Obligation', keyWithin(this.owed.customerId, this.owed.obligationId));
  }

  @Field(() => ID, { description: 'The id for `deferObligation`; unique within the relationship.' })
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

  @Field(() => DateTime, { description: 'When it is due; in the past if it is overdue.' })
  get dueAt(): number {
    return this.owed.dueAt;
  }

  @Field(() => Float, {
    description: 'Minutes from the time of the query until it is due; negative if it is overdue.',
  })
  get minutesLeft(): number {
    return (this.owed.dueAt - this.owed.asOf) / MINUTE_MS;
  }

  @Field(() => Float, {
    description:
      'Points of trust: the score if it is met now, minus the score if it lapses at its due time (for DISCLOSE: if the customer then finds out), both just after the due time. 0 for HEADS_UP, which does not affect the score. `callsOwed` computes it when something happens in the relationship.',
  })
  get pointsAtStake(): number {
    return this.owed.pointsAtStake;
  }

  @Field(() => AboutObject, { nullable: true, description: 'What it is about; null if nothing in particular.' })
  get about(): About | null {
    return aboutOf(this.owed.about);
  }

  @Field(() => Boolean, {
    description: 'Whether it is deferred, until a time or without an end; `callsOwed` leaves out what is deferred.',
  })
  get deferred(): boolean {
    return this.owed.deferredUntil !== null;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when it is deferred; null if it is not deferred, or deferred without an end.',
  })
  get deferredUntil(): number | null {
    const { deferredUntil } = this.owed;
    return deferredUntil === Infinity ? null : deferredUntil;
  }
}

export const ObligationConnection = connectionType(
  Obligation,
  'What is owed and not deferred: HEADS_UP first, then by points at stake / (1 + days left), highest first, then by due time. Overdue counts as 0 days left. By RISK_TIMES_POINTS, the points of an open promise count times its risk.',
);
