import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { coverAt, HOUR_MS, type Money, type Profile, type Timeline } from '#relationship';
import type { Vantage } from '#read-models';
import type { ModelRegistry, Weighed } from '#trust';
import { DateTime } from '../schema/date-time.js';
import { MoneyObject } from '../schema/money.js';
import { Node, nodeId } from '../schema/node.js';
import { Trust } from './trust.js';
import { Allowed, READ, READ_NAMES } from '../edge/auth/rights.js';

@Allowed(READ)
@ObjectType({ description: 'Holiday cover for the owner of a relationship.' })
export class OwnerCover {
  @Field(() => String, { description: 'The account manager who covers.' })
  readonly owner!: string;
  @Field(() => DateTime, { description: 'Until when.' })
  readonly until!: number;
}

/** What a relationship is served from. */
export type RelationshipBasis = {
  readonly customerId: string;
  /**
   * The id by which its facts on record are read again: that of the customer; for a relationship that is only supposed, an id
   * that no customer has. The customer of a supposed one may have facts on record that the caller does not see.
   */
  readonly recordOf: string;
  readonly profile: Profile;
  readonly timeline: Timeline;
  /** The name of the customer; null if no contact gives it. */
  readonly name: () => string | null;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  /** Log position that gives the same answer again; null if the query used `knownAt`. */
  readonly position: bigint | null;
  /** The times of the query. */
  readonly vantage: Vantage;
  readonly registry: ModelRegistry;
  /** The evidence of the timeline. */
  readonly weighed: Weighed;
  readonly trust: Trust;
};

/** A relationship at a time. */
@Allowed(READ)
@ObjectType('Relationship', { implements: () => [Node], description: 'Our relationship with one customer, at a time.' })
export class Relationship implements Node {
  /** @param basis also read by the resolvers in other folders, which add fields */
  constructor(readonly basis: RelationshipBasis) {}

  get id(): string {
    return nodeId('Relationship', this.basis.customerId);
  }

  @Field(() => ID, { description: 'The id of the customer, as callers named it.' })
  get customerId(): string {
    return this.basis.customerId;
  }

  @Field(() => [ID], {
    description:
      'The other ids that lead to it: those of relationships that were merged into it, and those of other systems. Asked for by one of them, it is answered under its own.',
  })
  get absorbedIds(): readonly string[] {
    return this.basis.timeline.absorbedIds;
  }

  @Allowed(READ_NAMES)
  @Field(() => String, { description: 'The name of the customer; the customer id if no name was given.' })
  get name(): string {
    return this.basis.name() ?? this.basis.customerId;
  }

  @Field(() => String, { nullable: true, description: 'The customer segment; null if none was given.' })
  get segment(): string | null {
    return this.basis.profile.segment;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The account manager who owns it, without regard to holiday cover; null if nobody does.',
  })
  get owner(): string | null {
    return this.basis.profile.owner;
  }

  @Field(() => OwnerCover, {
    nullable: true,
    description: 'Who covers for the owner at that time; null if nobody does.',
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

  @Field(() => String, { description: 'IANA name of the time zone in which its days and working days are counted.' })
  get timeZone(): string {
    return this.basis.profile.timeZone;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The promised number of days between contacts; null if none was promised.',
  })
  get cadenceDays(): number | null {
    return this.basis.profile.cadenceDays;
  }

  @Field(() => Float, { description: 'Hours within which we must tell the customer what we know.' })
  get noticeHours(): number {
    return this.basis.profile.noticeMs / HOUR_MS;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the contract ends or is renewed; null if not given. The score does not use it.',
  })
  get renewsAt(): number | null {
    return this.basis.profile.renewsAt;
  }

  @Field(() => MoneyObject, {
    nullable: true,
    description:
      'The value of the contract in a period that is the same for all customers; null if not given. The score does not use it.',
  })
  get value(): Money | null {
    return this.basis.profile.value;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the last interaction with the customer was; null if there was none yet.',
  })
  get lastContactAt(): number | null {
    return this.basis.timeline.lastContact()?.at ?? null;
  }

  @Field(() => DateTime, { description: 'The time that it is shown at: what happened later is left out.' })
  get asOf(): number {
    return this.basis.asOf;
  }

  @Field(() => Trust, { description: 'How much trust it holds, and why.' })
  get trust(): Trust {
    return this.basis.trust;
  }
}
