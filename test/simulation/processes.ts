import type { KeyRing } from '#contact-log';
import type { MemoryEventStore } from '#event-store';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#relationship';
import type { Chance } from './chance.js';
import { FaultyStore } from './faulty-store.js';
import { faultyViews, type SharedTables } from './faulty-views.js';
import { Node } from './node.js';
import type { Planted } from './planted.js';
import type { VirtualTime } from './virtual-time.js';
import type { Weather } from './weather.js';

export type ProcessParts = {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly weather: Weather;
  readonly memory: MemoryEventStore;
  readonly keys: KeyRing;
  readonly shared: SharedTables;
  readonly planted: Planted;
};

/** A process that runs. Everything that it has in memory is gone with its life. */
export type Process = { readonly node: Node; readonly life: AbortSignal };
type Running = Process & { readonly kill: () => void; readonly set: (leapMs: number) => void };

const HOW_MANY = 2;
const LONGEST_LIFE_MS = 50 * DAY_MS;
const LONGEST_DOWN_MS = 3 * HOUR_MS;
const LONGEST_LEAP_MS = 3 * DAY_MS;
/** Clocks of machines differ by this much. */
const SKEW_MS = 1_000;
const LEAPS = 0.3;
const FOR_EVER_MS = 10 * MINUTE_MS;

/** Processes that share a log, keys and views, and are killed now and then. */
export class Processes {
  crashes = 0;
  private readonly running: (Running | null)[] = Array.from({ length: HOW_MANY }, () => null);

  constructor(private readonly parts: ProcessParts) {}

  /** One of those that run; null if none does. */
  readonly any = (): Process | null => {
    const up = this.running.filter((each) => each !== null);
    return up.length === 0 ? null : (up[this.parts.chance.below(up.length)] ?? null);
  };

  at(place: number): Process | null {
    return this.running[place] ?? null;
  }

  get places(): readonly number[] {
    return [...this.running.keys()];
  }

  async start(): Promise<void> {
    for (const place of this.places) await this.startAt(place);
  }

  /** Kills each of them now and then, sets its clock, and starts it again, until the signal. */
  async misfortunes(end: AbortSignal): Promise<void> {
    const { time, chance } = this.parts;
    await Promise.all(
      this.places.map(async (place) => {
        while (!end.aborted) {
          await time.pause(chance.below(LONGEST_LIFE_MS), end);
          if (end.aborted) return;
          if (chance.is(LEAPS)) await this.leap(place, end);
          else await this.crash(place, end);
        }
      }),
    );
  }

  /** Waits until views and processes are where the log is, and all that time alone has caused is in the log. */
  async settle(): Promise<void> {
    const { memory, time } = this.parts;
    for (let before = -1n; ;) {
      const head = (await memory.head()) ?? 0n;
      for (const place of this.places) {
        const node = this.running[place]?.node;
        if (node === undefined) throw new Error('a process is not up');
        while (!(await node.projector.waitUntilShown(head, FOR_EVER_MS))) await time.pause(MINUTE_MS);
        await node.watcher.look(undefined, async () => undefined);
      }
      if (head === before) return;
      before = head;
    }
  }

  async stop(): Promise<void> {
    for (const each of this.running) {
      each?.kill();
      await each?.node.projector.stop();
    }
  }

  private async startAt(place: number): Promise<void> {
    const { time, chance, weather, memory, keys, shared, planted } = this.parts;
    const life = new AbortController();
    const { signal } = life;
    const skew = chance.below(2 * SKEW_MS) - SKEW_MS;
    let leap = 0;
    const node = new Node(
      {
        store: new FaultyStore(memory, weather, signal),
        keys,
        db: faultyViews(shared, {
          weather,
          life: signal,
          ...(planted.execution && { execution: planted.execution }),
        }),
        now: () => time.now() + skew + leap,
        steady: time.now,
        pause: time.pause,
      },
      planted,
    );
    for (let isUp = false; !isUp;)
      isUp = await node
        .start(() => undefined)
        .then(
          () => true,
          () => time.pause(MINUTE_MS).then(() => false),
        );
    this.running[place] = { node, life: signal, kill: () => life.abort(), set: (leapMs) => (leap = leapMs) };
  }

  private async crash(place: number, end: AbortSignal): Promise<void> {
    const { time, chance } = this.parts;
    const process = this.running[place];
    if (process === null || process === undefined) return;
    this.running[place] = null;
    this.crashes += 1;
    process.kill();
    await process.node.projector.stop();
    await time.pause(chance.below(LONGEST_DOWN_MS), end);
    await this.startAt(place);
  }

  /** Somebody sets the clock of its machine, and sets it right later. */
  private async leap(place: number, end: AbortSignal): Promise<void> {
    const { time, chance } = this.parts;
    const process = this.running[place];
    process?.set((chance.is(0.5) ? 1 : -1) * chance.below(LONGEST_LEAP_MS));
    await time.pause(chance.below(LONGEST_LEAP_MS), end);
    process?.set(0);
  }
}
