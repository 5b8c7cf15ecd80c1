import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { coverAt, HOUR_MS, type Money, type Profile, type Timeline } from '#relationship';
import type { Vantage } from '#read-models';
import type { ModelRegistry, Weighed } from '#trust';
import { DateTime } from '../schema/date-time.js';
import { MoneyObject } from '../schema/money.js';
import { Node, nodeId } from '../schema/node.js';
import { Trust } from './trust.js';

@ObjectType({ description: 'Somebody who stands in for the owner of a relationship.' })
export class OwnerCover {
  @Field(() => String, { description: 'Who stands in.' })
  readonly owner!: string;
  @Field(() => DateTime, { description: 'Until when.' })
  readonly until!: number;
}

/** What a relationship is served from. */
export type RelationshipBasis = {
  readonly customerId: string;
  readonly profile: Profile;
  readonly timeline: Timeline;
  /** What the customer is called; null where no contact says. */
  readonly name: () => string | null;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  /** Log position by which it can be had again; null where it was asked for by time. */
  readonly position: bigint | null;
  /** From where it is seen. */
  readonly vantage: Vantage;
  readonly registry: ModelRegistry;
  /** The evidence of the timeline. */
  readonly weighed: Weighed;
  readonly trust: Trust;
};

/** A relationship as it stood at a time. */
@ObjectType('Relationship', { implements: () => [Node], description: 'Ours with one customer, as it stood at a time.' })
export class Relationship implements Node {
  /** @param basis what the fields that are declared elsewhere are worked out from */
  constructor(readonly basis: RelationshipBasis) {}

  get id(): string {
    return nodeId('Relationship', this.basis.customerId);
  }

  @Field(() => ID, { description: 'The customer, as the caller named it.' })
  get customerId(): string {
    return this.basis.customerId;
  }

  @Field(() => String, { description: 'What the customer is called; the customer id where nobody said.' })
  get name(): string {
    return this.basis.name() ?? this.basis.customerId;
  }

  @Field(() => String, { nullable: true, description: 'The part of the book it belongs to; null where none was said.' })
  get segment(): string | null {
    return this.basis.profile.segment;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The account manager who answers for it; null where nobody does.',
  })
  get owner(): string | null {
    return this.basis.profile.owner;
  }

  @Field(() => OwnerCover, {
    nullable: true,
    description: 'Who stands in for the owner at the time; null where nobody does.',
  })
  get cover(): OwnerCover | null {
    return coverAt(this.basis.profile, this.basis.asOf);
  }

  @Field(() => DateTime, { description: 'When it was opened.' })
  get openedAt(): number {
    return this.basis.profile.openedAt;
  }

  @Field(() => Boolean, { description: 'Whether we no longer serve the customer.' })
  get closed(): boolean {
    return this.basis.profile.closed;
  }

  @Field(() => String, { description: 'IANA name of the zone in which its days and working days are counted.' })
  get timeZone(): string {
    return this.basis.profile.timeZone;
  }

  @Field(() => Int, { nullable: true, description: 'Days between contacts that were promised; null where none were.' })
  get cadenceDays(): number | null {
    return this.basis.profile.cadenceDays;
  }

  @Field(() => Float, { description: 'Hours within which the customer is to hear of what we know.' })
  get noticeHours(): number {
    return this.basis.profile.noticeMs / HOUR_MS;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the contract ends or is renewed; null where nobody said. No score reads it.',
  })
  get renewsAt(): number | null {
    return this.basis.profile.renewsAt;
  }

  @Field(() => MoneyObject, {
    nullable: true,
    description:
      'What the contract is worth in a period that is the same for all customers; null where nobody said. No score reads it.',
  })
  get value(): Money | null {
    return this.basis.profile.value;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When there last was a word with the customer; null where there was none yet.',
  })
  get lastContactAt(): number | null {
    return this.basis.timeline.lastContact()?.at ?? null;
  }

  @Field(() => DateTime, { description: 'The time at which it is shown.' })
  get asOf(): number {
    return this.basis.asOf;
  }

  @Field(() => Trust, { description: 'How much trust it holds, and why.' })
  get trust(): Trust {
    return this.basis.trust;
  }
}
