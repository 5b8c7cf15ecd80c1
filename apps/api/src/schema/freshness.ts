import { Injectable } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import { EventStore, StoreUnavailable, type Position } from '#event-store';
import { Projector } from '#read-models';
import { Allowed, READ } from '../edge/auth/rights.js';

/** How far a list is behind the log. The head of the log is read only if the query selects it. */
@Allowed(READ)
@ObjectType({ description: 'How far a list is behind the log; usually it is not behind.' })
export class Freshness {
  constructor(
    private readonly viewed: Position,
    private readonly store: EventStore,
    private readonly isOutOfDate: () => boolean,
  ) {}

  @Field(() => String, { description: 'The log position that the list has reached.' })
  get position(): string {
    return this.viewed.toString();
  }

  @Field(() => String, {
    description: 'The log position of the last event; if the log cannot be reached, the position of the list.',
  })
  get head(): Promise<string> {
    return this.headOfLog().then((head) => (head ?? this.viewed).toString());
  }

  @Field(() => Boolean, {
    description:
      'Whether the list is known to hold everything in the log: false if the log cannot be reached, or if the disk of the views is full.',
  })
  get isCurrent(): Promise<boolean> {
    return this.headOfLog().then((head) => head !== null && head <= this.viewed && !this.isOutOfDate());
  }

  /** Null if the log cannot be reached: lists are still served. */
  private async headOfLog(): Promise<Position | null> {
    try {
      return (await this.store.head()) ?? 0n;
    } catch (error) {
      if (error instanceof StoreUnavailable) return null;
      throw error;
    }
  }
}

@Injectable()
export class FreshnessOfViews {
  constructor(
    private readonly projector: Projector,
    private readonly store: EventStore,
  ) {}

  /** Call it before the list is read: the list is then at least as new. */
  take(): Freshness {
    return this.upTo(this.projector.position);
  }

  /** The freshness of a list that has reached this position. */
  upTo(position: Position): Freshness {
    return new Freshness(position, this.store, () => this.projector.relationships.isOutOfDate);
  }
}
