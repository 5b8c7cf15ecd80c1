import { AtPresent } from './at-present.js';
import type { Message } from './message.js';
import type { Outlet } from './outlet.js';
import { turn } from './under-way.js';

/** How many subscribers are sent a message before others are served. */
const TOLD_IN_A_TURN = 50;

/** What a subscription tells, in order, and each time that all was told. */
export type Events = AsyncIterator<object | AtPresent, undefined>;

export type Membership = {
  /** Resolves when it has ended, with the cursor after which the subscriber reads on. @throws what the reader failed with */
  readonly over: Promise<string>;
  readonly leave: () => void;
};

type Member = {
  readonly outlet: Outlet;
  readonly resolve: (cursor: string) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Subscribers who were told all up to the present, and are told the same from then on: one reader for all of them. It waits for
 * nobody: who has not taken a message when the next one comes has to leave, and reads on alone.
 */
export class Audience {
  private readonly members = new Set<Member>();
  private isAtPresent = true;
  private isOver = false;
  private settling: { readonly settled: Promise<void>; readonly settle: () => void } | null = null;

  /**
   * @param events of the subscriber who came first, read up to the present
   * @param cursor of the present
   * @param write makes the message of an event
   * @param ended called when nobody is left
   */
  constructor(
    private readonly events: Events,
    private cursor: string,
    private readonly write: (event: object) => Promise<Message>,
    private readonly ended: () => void,
  ) {}

  /** Whether a subscriber who was told all up to the cursor may join now, and so misses nothing and hears nothing twice. */
  mayJoin(cursor: string): boolean {
    return this.isAtPresent && !this.isOver && cursor === this.cursor;
  }

  join(outlet: Outlet): Membership {
    const { promise: over, resolve, reject } = Promise.withResolvers<string>();
    const member: Member = { outlet, resolve, reject };
    this.members.add(member);
    return { over, leave: () => this.remove(member) };
  }

  /** Resolves when it is at the present again, has told something, or is over. */
  async settled(): Promise<void> {
    if (this.isOver) return;
    if (this.settling === null) {
      const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
      this.settling = { settled, settle };
    }
    await this.settling.settled;
  }

  /** Tells what comes until nobody is left. */
  async read(): Promise<void> {
    try {
      while (!this.isOver) await this.readNext();
    } catch (error) {
      for (const { reject } of this.members) reject(error);
      this.end();
    }
  }

  private async readNext(): Promise<void> {
    const { done, value } = await this.events.next();
    if (done === true) return this.end();
    if (value instanceof AtPresent) {
      this.cursor = value.cursor;
      this.isAtPresent = true;
    } else {
      this.isAtPresent = false;
      const message = await this.write(value);
      await this.tell(message);
      this.cursor = message.cursor ?? this.cursor;
    }
    this.settle();
  }

  private async tell(message: Message): Promise<void> {
    let told = 0;
    for (const member of this.members) {
      // Also before the first: by then a caller that reads has taken the message before.
      if (told % TOLD_IN_A_TURN === 0) await turn(this);
      told += 1;
      // It may have left while others were served.
      if (!this.members.has(member)) continue;
      if (member.outlet.isTaken) member.outlet.send(message);
      else this.remove(member);
    }
  }

  private remove(member: Member): void {
    if (!this.members.delete(member)) return;
    member.resolve(this.cursor);
    if (this.members.size === 0) this.end();
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const { resolve } of this.members) resolve(this.cursor);
    this.members.clear();
    this.ended();
    this.settle();
    // It may be waiting for the next event, so its end is not awaited.
    void this.events.return?.();
  }

  private settle(): void {
    this.settling?.settle();
    this.settling = null;
  }
}
