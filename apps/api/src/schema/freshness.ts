import { Injectable } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import { EventStore, StoreUnavailable, type Position } from '#event-store';
import { Projector } from '#read-models';

/** How far behind the log a list is. The log is only looked at where somebody asks. */
@ObjectType({ description: 'How far behind the log a list is; most of the time not at all.' })
export class Freshness {
  constructor(
    private readonly viewed: Position,
    private readonly store: EventStore,
  ) {}

  @Field(() => String, { description: 'Log position up to which the list holds everything.' })
  get position(): string {
    return this.viewed.toString();
  }

  @Field(() => String, {
    description: 'Log position of the last event there is; where the log cannot be reached, that of the list.',
  })
  get head(): Promise<string> {
    return this.headOfLog().then((head) => (head ?? this.viewed).toString());
  }

  @Field(() => Boolean, {
    description: 'Whether the list is known to hold everything in the log: false where the log cannot be reached.',
  })
  get isCurrent(): Promise<boolean> {
    return this.headOfLog().then((head) => head !== null && head <= this.viewed);
  }

  /** Null where it cannot be reached: lists go on without it. */
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

  /** To be taken before a list is read: the list is then at least as new. */
  take(): Freshness {
    return this.upTo(this.projector.position);
  }

  /** Of a list that holds everything up to here. */
  upTo(position: Position): Freshness {
    return new Freshness(position, this.store);
  }
}
