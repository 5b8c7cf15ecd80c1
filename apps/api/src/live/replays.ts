import { Injectable } from '@nestjs/common';
import { apiError } from '../edge/errors/codes.js';
import { LIMITS } from '../edge/graphql/limits.js';

/** Counts the subscriptions that still read what was recorded before they began, for each socket and in all. */
@Injectable()
export class Replays {
  private readonly bySocket = new Map<object, number>();
  private count = 0;

  /** @param socket stands for the socket. @returns ends the replay @throws GraphQLError TOO_MANY_REPLAYS */
  begin(socket: object): () => void {
    const own = this.bySocket.get(socket) ?? 0;
    if (own >= LIMITS.replaysOfSocket || this.count >= LIMITS.replays) throw apiError('TOO_MANY_REPLAYS');
    this.bySocket.set(socket, own + 1);
    this.count += 1;
    let isOver = false;
    return () => {
      if (!isOver) this.end(socket);
      isOver = true;
    };
  }

  private end(socket: object): void {
    const left = (this.bySocket.get(socket) ?? 1) - 1;
    if (left === 0) this.bySocket.delete(socket);
    else this.bySocket.set(socket, left);
    this.count -= 1;
  }
}
