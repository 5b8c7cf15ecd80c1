import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { Position } from '#event-store';
import { Views } from '#read-models';
import { turn } from '../edge/graphql/under-way.js';
import type { Concerned } from './assessed-changes.js';
import type { Reader } from './recorded-facts.js';

const CHUNK = 100;
const LOOK_AGAIN_AFTER_MS = 200;

/** The relationships that another model may score differently. */
@Injectable()
export class RelationshipsConcerned {
  constructor(private readonly views: Views) {}

  /**
   * Those with contacts before the position, in the order of their first contacts.
   * @param after the ordinal of the one that was told last @param customerIds only these; null: all
   */
  async *before(
    position: Position,
    after: Position,
    customerIds: ReadonlySet<string> | null,
    { signal, whose }: Pick<Reader, 'signal' | 'whose'>,
  ): AsyncGenerator<Concerned, void, undefined> {
    const only = customerIds === null ? null : [...customerIds];
    for (let at = Number(after); !signal.aborted;) {
      const query = { after: at, before: Number(position), customerIds: only };
      const chunk = await this.views.firstContacts(query, CHUNK);
      if (chunk === null) {
        await delay(LOOK_AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      for (const { customerId, position: first } of chunk) {
        await turn(whose);
        if (signal.aborted) return;
        yield { customerId, ordinal: BigInt(first) };
      }
      if (chunk.length < CHUNK) return;
      at = chunk.at(-1)?.position ?? at;
    }
  }
}
