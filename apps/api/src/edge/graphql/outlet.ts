import type { Message } from './message.js';

/** Where the messages of one subscriber go. */
export interface Outlet {
  /** Whether the caller took all that it was sent. */
  readonly isTaken: boolean;
  /** Sends a message, and does not wait. */
  send(message: Message): void;
  /** Resolves when the caller took all that it was sent, or is gone. */
  taken(): Promise<void>;
}

/** Counts what a caller has not taken. One callback serves all messages, so that a message costs no promise. */
export class Taking {
  /** Call it when the caller took one message, or never will. */
  readonly one = (): void => {
    this.open = Math.max(0, this.open - 1);
    if (this.open > 0) return;
    this.wake?.();
    this.wake = null;
  };
  private open = 0;
  private wake: (() => void) | null = null;

  get isDone(): boolean {
    return this.open === 0;
  }

  begin(): void {
    this.open += 1;
  }

  /** The caller is gone: nothing more is taken, and Node may not say so of each message. */
  giveUp(): void {
    this.open = 0;
    this.wake?.();
    this.wake = null;
  }

  async done(): Promise<void> {
    if (this.open > 0) await new Promise<void>((resolve) => (this.wake = resolve));
  }
}
