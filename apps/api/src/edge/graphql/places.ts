import { Injectable } from '@nestjs/common';
import { apiError } from '../errors/codes.js';
import type { RequestContext } from './request-context.js';
import { Pace } from './pace.js';
import { Rounds } from './rounds.js';
import { underWay } from './under-way.js';

/** More requests than this at once would only wait for each other. */
export const MOST_PLACES = 1_000;

/**
 * The places for requests that are executed. A request takes one only once it was read completely, and gives it back when
 * its work has ended, whether it was answered, refused or its caller went away.
 */
@Injectable()
export class Places {
  private taken = 0;
  private readonly pace = new Pace();
  private readonly rounds = new Rounds();

  get inUse(): number {
    return this.taken;
  }

  get areTaken(): boolean {
    return this.taken >= MOST_PLACES;
  }

  /** Whether a request that comes now is refused: none is left, or it would wait too long for the others. */
  get areFull(): boolean {
    return this.areTaken || this.pace.isBehind(this.taken + this.rounds.length);
  }

  /** A request that began has ended without being executed: it was refused, or is a subscription. */
  passedOver(): void {
    this.pace.end();
  }

  /** Resolves when a request that was read completely may begin. */
  begin(): Promise<void> {
    return this.rounds.begin();
  }

  /** @throws GraphQLError OVERLOADED if all places are taken; then the work was not started. TOOK_TOO_LONG, ANSWER_TOO_LARGE */
  async during<T>({ gone }: Pick<RequestContext, 'gone'>, work: () => T | Promise<T>): Promise<T> {
    if (this.areTaken) throw apiError('OVERLOADED');
    this.taken += 1;
    try {
      return await underWay(gone, work);
    } finally {
      this.taken -= 1;
      this.pace.end();
    }
  }
}
