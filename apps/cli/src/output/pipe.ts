import { constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { Output } from './output.js';
import { OutputFailed } from './output-failed.js';

const MOMENT_MS = 50;

/**
 * A named pipe, written as fast as its reader reads. It is opened and written without blocking, since a process blocked in
 * a system call does not handle Ctrl-C.
 */
export class Pipe implements Output {
  private readonly opening: Promise<Socket | null>;
  private failure: Error | null = null;
  private isLeft = false;

  constructor(private readonly name: string) {
    process.once('SIGINT', this.leave).once('SIGTERM', this.leave);
    this.opening = this.open();
    // `write` and `close` throw it.
    this.opening.catch(() => {});
  }

  async write(some: string | Uint8Array): Promise<void> {
    const socket = await this.opened();
    if (socket === null || some.length === 0) return;
    await new Promise<void>((written) => socket.write(some, () => written()));
    this.assertNoFailure();
  }

  async close(): Promise<void> {
    const socket = await this.opened();
    this.forget();
    if (socket !== null && !socket.closed)
      await new Promise<void>((closed) => socket.once('close', () => closed()).end());
    this.assertNoFailure();
  }

  async abandon(): Promise<void> {
    this.leave();
    (await this.opening.catch(() => null))?.destroy();
    this.forget();
  }

  /** Null if the verb was interrupted. @throws OutputFailed */
  private async opened(): Promise<Socket | null> {
    try {
      return await this.opening;
    } catch (error) {
      throw new OutputFailed(this.name, error);
    }
  }

  private async open(): Promise<Socket | null> {
    for (;;) {
      if (this.isLeft) return null;
      const file = openIfRead(this.name);
      if (file === null) await after(MOMENT_MS);
      else return this.socketOf(file);
    }
  }

  private socketOf(file: number): Socket {
    const socket = new Socket({ fd: file, readable: false, writable: true });
    socket.on('error', (error) => (this.failure = error));
    return socket;
  }

  private readonly leave = (): void => {
    this.isLeft = true;
    this.opening.then((socket) => socket?.destroy()).catch(() => {});
  };

  private forget(): void {
    process.off('SIGINT', this.leave).off('SIGTERM', this.leave);
  }

  private assertNoFailure(): void {
    if (this.failure !== null && !this.isLeft) throw new OutputFailed(this.name, this.failure);
  }
}

/** Null while the pipe has no reader. */
function openIfRead(name: string): number | null {
  try {
    return openSync(name, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return null;
    throw error;
  }
}
