import { LRUCache } from 'lru-cache';
import { setTimeout as delay } from 'node:timers/promises';
import { MINUTE_MS } from '#relationship';
import type { Admission } from './admission.js';
import type { Callers } from './callers.js';
import { networkOf } from './network-of.js';

const STEP_MS = 100;
const LONGEST_MS = 2_000;
/** Addresses, or networks of IPv6, that are remembered; the one that was quiet longest is forgotten first. */
const MOST_ADDRESSES = 10_000;

/**
 * Lets in whoever has a token, and slows down whoever guesses it: with each wrong token from an address, the answer to
 * the next one from there takes longer. A minute without a wrong token forgets them. A right token is never delayed, since
 * several callers may share an address.
 */
export class Gate {
  private readonly wrongFrom = new LRUCache<string, number>({ max: MOST_ADDRESSES, ttl: MINUTE_MS });

  constructor(
    private readonly callers: Pick<Callers, 'admit'>,
    private readonly wait: (ms: number) => Promise<unknown> = delay,
  ) {}

  /**
   * The caller of an `Authorization` value; null if it is missing or wrong. @param address of the caller
   * @throws TokensUnavailable
   */
  async admit(authorization: unknown, address: string | undefined): Promise<Admission | null> {
    const admission = await this.callers.admit(authorization);
    if (admission === null && authorization !== undefined) await this.slowDown(networkOf(address));
    return admission;
  }

  private async slowDown(network: string): Promise<void> {
    const before = this.wrongFrom.get(network) ?? 0;
    this.wrongFrom.set(network, before + 1);
    await this.wait(Math.min(before * STEP_MS, LONGEST_MS));
  }
}
