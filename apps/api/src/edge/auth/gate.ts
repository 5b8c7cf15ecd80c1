import { LRUCache } from 'lru-cache';
import { setTimeout as delay } from 'node:timers/promises';
import { MINUTE_MS } from '#relationship';
import type { Actor } from './actor.js';
import type { AdminToken } from './admin-token.js';

const STEP_MS = 100;
const LONGEST_MS = 2_000;
/** Addresses that are remembered; the one that was quiet longest is forgotten first. */
const MOST_ADDRESSES = 10_000;

/**
 * Lets in whoever has the token, and slows down whoever guesses it: with each wrong token from an address, the answer to
 * the next one from there takes longer. A minute without a wrong token forgets them. A right token is never delayed, since
 * several callers may share an address.
 */
export class Gate {
  private readonly wrongFrom = new LRUCache<string, number>({ max: MOST_ADDRESSES, ttl: MINUTE_MS });

  constructor(
    private readonly token: Pick<AdminToken, 'actorOf'>,
    private readonly wait: (ms: number) => Promise<unknown> = delay,
  ) {}

  /** The actor of an `Authorization` value; null if it is missing or wrong. @param address of the caller */
  async admit(authorization: unknown, address: string | undefined): Promise<Actor | null> {
    const actor = this.token.actorOf(authorization);
    if (actor === null && authorization !== undefined) await this.slowDown(address ?? '');
    return actor;
  }

  private async slowDown(address: string): Promise<void> {
    const before = this.wrongFrom.get(address) ?? 0;
    this.wrongFrom.set(address, before + 1);
    await this.wait(Math.min(before * STEP_MS, LONGEST_MS));
  }
}
