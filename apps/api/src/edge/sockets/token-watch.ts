import type { Admission } from '../auth/admission.js';

/** What was opened with a token: a socket, or a stream of events. */
export type Watched = {
  /** Null until the token was accepted. */
  readonly admission: Admission | null;
  readonly close: (code: number, reason: string) => void;
};

/** A socket outlives its token by this at most, milliseconds, and by the time of one look-up. */
const LOOK_EVERY_MS = 500;

/** Ends sockets and streams whose token has expired or was revoked, and with them their subscriptions. */
export class TokenWatch {
  private readonly peers = new Set<Watched>();
  private readonly looking: NodeJS.Timeout;
  private isLooking = false;
  private hasFailed = false;

  /** @param failed told once when tokens can no longer be looked up; their sockets stay open then */
  constructor(private readonly failed: (error: unknown) => void) {
    this.looking = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.looking.unref();
  }

  add(peer: Watched): void {
    this.peers.add(peer);
  }

  forget(peer: Watched): void {
    this.peers.delete(peer);
  }

  end(): void {
    clearInterval(this.looking);
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      await this.endThoseWithoutToken();
      this.hasFailed = false;
    } catch (error) {
      if (!this.hasFailed) this.failed(error);
      this.hasFailed = true;
    } finally {
      this.isLooking = false;
    }
  }

  /** Sockets with the same token share one look-up. */
  private async endThoseWithoutToken(): Promise<void> {
    const held = new Map<string, Promise<boolean>>();
    for (const peer of [...this.peers]) {
      if (peer.admission === null) continue;
      const { key, holds } = peer.admission;
      const isHeld = held.get(key) ?? holds();
      held.set(key, isHeld);
      if (!(await isHeld)) peer.close(4403, 'The token is no longer good');
    }
  }
}
