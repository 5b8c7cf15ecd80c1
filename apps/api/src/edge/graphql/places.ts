import { Injectable } from '@nestjs/common';
import { apiError } from '../errors/codes.js';
import type { RequestContext } from './request-context.js';
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

  get inUse(): number {
    return this.taken;
  }

  get areTaken(): boolean {
    return this.taken >= MOST_PLACES;
  }

  /** @throws GraphQLError OVERLOADED if all places are taken; then the work was not started. TOOK_TOO_LONG, ANSWER_TOO_LARGE */
  async during<T>({ gone }: Pick<RequestContext, 'gone'>, work: () => T | Promise<T>): Promise<T> {
    if (this.areTaken) throw apiError('OVERLOADED');
    this.taken += 1;
    try {
      return await underWay(gone, work);
    } finally {
      this.taken -= 1;
    }
  }
}
