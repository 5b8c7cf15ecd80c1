import type { Message } from '../graphql/message.js';
import { Taking, type Outlet } from '../graphql/outlet.js';
import type { Peer } from './peer.js';

/** One subscription on a socket. Each message names it by the id that its caller chose. */
export class SocketOutlet implements Outlet {
  private readonly head: string;
  private readonly taking = new Taking();

  constructor(
    private readonly peer: Peer,
    id: string,
  ) {
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  get isTaken(): boolean {
    return this.taking.isDone;
  }

  send(message: Message): void {
    this.taking.begin();
    this.peer.tell(message.between(this.head, '}'), this.taking.one);
  }

  taken(): Promise<void> {
    return this.taking.done();
  }
}
