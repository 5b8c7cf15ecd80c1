import { AtPresent } from './at-present.js';
import { Audience, type Events, type Membership } from './audience.js';
import type { Message } from './message.js';
import type { Outlet } from './outlet.js';

/** What a subscription is made of. */
export type Asking = {
  /** The same for all who ask the same and see the same. */
  readonly key: string;
  /** Makes the message of an event. */
  readonly write: (event: object) => Promise<Message>;
  /** Reads on after a message, for a subscriber who was told all that came before it. */
  readonly readOn: (cursor: string) => Promise<Events>;
};

/**
 * One subscriber. It reads what was recorded before by itself, at its own pace, up to the present. From there on it is told
 * together with all who ask the same and see the same, as long as it takes what it is sent.
 */
export class Subscription {
  private isOver = false;
  private membership: Membership | null = null;

  /** @param events its own; null while it is told with others */
  constructor(
    private events: Events | null,
    private readonly asking: Asking,
    private readonly audiences: Map<string, Audience>,
  ) {}

  /** Sends what comes until it ends. */
  async sendTo(outlet: Outlet): Promise<void> {
    while (!this.isOver && this.events !== null) {
      const { done, value } = await this.events.next();
      if (done === true || this.isOver) return;
      if (value instanceof AtPresent) await this.goOnWithOthers(value, outlet);
      else {
        outlet.send(await this.asking.write(value));
        await outlet.taken();
      }
    }
  }

  end(): void {
    this.isOver = true;
    // It may be waiting for the next event, so its end is not awaited.
    void this.events?.return?.();
    this.membership?.leave();
  }

  /** Until it has to read by itself, because it was too slow or came at a moment when nobody can join. */
  private async goOnWithOthers({ cursor, telling }: AtPresent, outlet: Outlet): Promise<void> {
    const key = `${this.asking.key} ${telling}`;
    let audience = this.audiences.get(key);
    if (audience?.mayJoin(cursor) === false) {
      await audience.settled();
      audience = this.audiences.get(key);
    }
    if (this.isOver || audience?.mayJoin(cursor) === false) return;
    const last = await this.listen(audience ?? this.open(key, cursor), outlet);
    if (this.isOver) return;
    await outlet.taken();
    this.events = await this.asking.readOn(last);
    if (this.isOver) void this.events.return?.();
  }

  private async listen(audience: Audience, outlet: Outlet): Promise<string> {
    // Else it has become the reader of all.
    void this.events?.return?.();
    this.events = null;
    this.membership = audience.join(outlet);
    const last = await this.membership.over;
    this.membership = null;
    return last;
  }

  /** An audience that it is the first of. Its own reader becomes the one for all. */
  private open(key: string, cursor: string): Audience {
    if (this.events === null) throw new Error('a subscriber without a reader cannot open an audience');
    const audience = new Audience(this.events, cursor, this.asking.write, () => {
      if (this.audiences.get(key) === audience) this.audiences.delete(key);
    });
    this.audiences.set(key, audience);
    this.events = null;
    void audience.read();
    return audience;
  }
}
