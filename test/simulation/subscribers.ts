import { ADMIN } from '#access';
import { HOUR_MS } from '#relationship';
import { cursorOf } from '../../apps/api/src/live/cursor.js';
import type { TrustChange } from '../../apps/api/src/live/trust-change.type.js';
import { Present, type Reader, type RecordedFact } from '../../apps/api/src/live/recorded-facts.js';
import type { Chance } from './chance.js';
import type { Node } from './node.js';
import type { Process } from './processes.js';
import type { VirtualTime } from './virtual-time.js';

/** What a subscriber heard: how it says where to go on, and what was said. */
export type Heard = { readonly cursor: string; readonly says: string };

export type SubscriberParts = {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly any: () => Process | null;
  /** Ends it for good. */
  readonly end: AbortSignal;
  /** Up to which position the views are committed. */
  readonly committed: () => number;
  /** Told of what was said too early. */
  readonly early: (says: string) => void;
};

const DISCONNECTS = 0.15;
const IS_SLOW = 0.1;
const LONGEST_ABSENCE_MS = 60 * HOUR_MS;
const EVERYONE = { customerIds: null, owner: null };

export type What = 'contacts' | 'trust';

/** Hears everything from the start of the log, over many connections, to any process: each goes on where the last ended. */
export class Subscriber {
  readonly heard: Heard[] = [];

  constructor(
    readonly what: What,
    private readonly parts: SubscriberParts,
  ) {}

  get cursor(): string {
    return this.heard.at(-1)?.cursor ?? '0';
  }

  async listen(): Promise<void> {
    const { time, chance, end, any } = this.parts;
    while (!end.aborted) {
      const connected = any();
      // A connection that breaks is one of those that end.
      if (connected !== null) await this.connection(connected).catch(() => undefined);
      await time.pause(chance.below(chance.is(0.5) ? HOUR_MS : LONGEST_ABSENCE_MS), end);
    }
  }

  private async connection({ node, life }: Process): Promise<void> {
    const { time, chance, end, committed, early } = this.parts;
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, life, end]);
    const reader: Reader = { signal, atPresent: () => undefined, whose: this, wasAtPresent: false };
    try {
      for await (const each of heardFrom(node, this.what, this.cursor, reader)) {
        // What was on its way when the process was killed did not arrive.
        if (life.aborted) return;
        this.heard.push(each);
        const position = Number(cursorOf(each.cursor)?.position);
        if (position > committed()) early(`${each.cursor} was told when the views were at ${committed()}`);
        if (chance.is(DISCONNECTS)) return;
        if (chance.is(IS_SLOW)) await time.pause(chance.below(LONGEST_ABSENCE_MS), signal);
      }
    } finally {
      ended.abort();
    }
  }
}

/** What the subscription yields after a cursor. */
async function* heardFrom(node: Node, what: What, after: string, reader: Reader): AsyncGenerator<Heard> {
  const cursor = cursorOf(after);
  if (cursor === null) throw new TypeError(`${after} is no cursor`);
  if (what === 'contacts') {
    for await (const fact of node.facts.after(cursor.position, reader))
      if (!(fact instanceof Present)) yield contactHeard(fact);
  } else
    for await (const change of node.changes.after(cursor, { actor: ADMIN, filter: EVERYONE, reader }))
      if (!(change instanceof Present)) yield changeHeard(change);
}

export const contactHeard = ({ position, contact }: RecordedFact): Heard => ({
  cursor: `${position}`,
  says: contact === null ? 'models' : `${contact.type} ${contact.id}`,
});

export const changeHeard = ({ cursor, customerId, before, after, cause, standsFor }: TrustChange): Heard => ({
  cursor,
  says: JSON.stringify([
    customerId,
    before?.score,
    after?.score,
    before?.band,
    after?.band,
    cause.contact?.id ?? cause.obligation?.obligationId ?? cause.bandCrossing?.at ?? cause.modelChange?.to,
    standsFor,
  ]),
});
