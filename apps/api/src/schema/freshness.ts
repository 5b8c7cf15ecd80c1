import { Injectable } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import { EventStore, type Position } from '#event-store';
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

  @Field(() => String, { description: 'Log position of the last event there is.' })
  get head(): Promise<string> {
    return this.store.head().then((head) => (head ?? 0n).toString());
  }

  @Field(() => Boolean, { description: 'Whether the list holds everything that is in the log.' })
  get isCurrent(): Promise<boolean> {
    return this.store.head().then((head) => (head ?? 0n) <= this.viewed);
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
