import { fromStored, KeyRing, streamOf } from '#contact-log';
import { ensureIdentity, MemoryEventStore, type StoredEvent } from '#event-store';
import { DAY_MS, type RecordedContact } from '#relationship';
import { DAY_ZERO } from '../kit/given.js';
import { Chance, withoutMachine } from './chance.js';
import { client, requestsOf, type Outcome, type Request } from './clients.js';
import { Judge } from './judge.js';
import { brokenLaws } from './laws/laws.js';
import { NOTHING_PLANTED, type Planted } from './planted.js';
import { Processes } from './processes.js';
import { Subscriber, type Heard, type What } from './subscribers.js';
import type { Tables } from './tables.js';
import { VirtualTime } from './virtual-time.js';
import { Weather } from './weather.js';

export type Verdict = {
  readonly seed: number;
  /** Each law that the history breaks, in words. */
  readonly broken: readonly string[];
  readonly events: number;
  readonly requests: number;
  readonly acknowledged: number;
  readonly crashes: number;
  /** In which order things happened: the same for the same seed. */
  readonly order: string;
};

const CUSTOMERS: readonly [string, ...string[]] = ['acme', 'bell'];
const LONGEST_BETWEEN_LOOKS_MS = 14 * DAY_MS;
const LONGEST_ABSENCES = 60;
const AFTERWARDS_MS = 25 * DAY_MS;

/** One history, made from its seed alone. */
export async function runHistory(seed: number, tables: Tables, planted: Planted = NOTHING_PLANTED): Promise<Verdict> {
  const chance = new Chance(seed);
  const time = new VirtualTime(DAY_ZERO);
  return withoutMachine(time.now, chance, async () => {
    await tables.empty();
    return new History(chance, time, tables, planted).run();
  });
}

class History {
  private readonly memory: MemoryEventStore;
  private readonly keys = new KeyRing(':memory:');
  private readonly weather: Weather;
  private readonly processes: Processes;
  private readonly early: string[] = [];
  private readonly ends = { ofWorld: new AbortController(), ofListening: new AbortController() };

  constructor(
    private readonly chance: Chance,
    private readonly time: VirtualTime,
    private readonly tables: Tables,
    planted: Planted,
  ) {
    this.memory = new MemoryEventStore({ now: time.now });
    this.weather = new Weather(time, chance);
    const { memory, keys, weather } = this;
    this.processes = new Processes({ time, chance, weather, memory, keys, shared: tables.shared, planted });
  }

  async run(): Promise<Verdict> {
    const { time, chance, memory, keys, processes, tables } = this;
    try {
      await ensureIdentity(memory);
      const [first, ...others] = CUSTOMERS;
      const requests = requestsOf(chance, [first, ...others.slice(0, chance.below(CUSTOMERS.length))]);
      const subscribers = (['contacts', 'trust'] as const).map((what) => this.subscriber(what));
      await time.pass(processes.start());
      const listening = subscribers.map((each) => each.listen());
      const outcomes = await time.pass(this.lived(requests));
      // While it is judged, no time passes.
      const judge = await Judge.of(memory, keys, tables.rebuilt, time.now());
      const told = await judge.told();
      await time.pass(this.heard(subscribers, told, listening));
      const events = await this.events();
      const broken = await brokenLaws({ events, outcomes, subscribers, told, judge, tables, now: time.now() });
      return {
        seed: chance.seed,
        broken: [...this.early, ...broken],
        events: events.length,
        requests: requests.length,
        acknowledged: outcomes.filter(({ contactId }) => contactId !== null).length,
        crashes: processes.crashes,
        order: events.map(({ type, appendedAt }) => `${type}@${appendedAt}`).join(' '),
      };
    } finally {
      this.ends.ofWorld.abort();
      this.ends.ofListening.abort();
      await processes.stop();
      await memory.close();
      keys.close();
    }
  }

  /** Until all requests are answered, and all that time alone causes is in the log and the views. */
  private async lived(requests: readonly Request[]): Promise<readonly Outcome[]> {
    const { time, processes, weather, ends } = this;
    const begun = [processes.misfortunes(ends.ofWorld.signal), ...processes.places.map((place) => this.watch(place))];
    const outcomes = await Promise.all(requests.map((request) => this.send(request)));
    // Due times that were set pass.
    await time.pause(AFTERWARDS_MS);
    // From here on nothing goes wrong, and all that was begun comes to its end.
    weather.isBad = false;
    ends.ofWorld.abort();
    await Promise.all(begun);
    await processes.settle();
    return outcomes.flat();
  }

  private send(request: Request): Promise<readonly Outcome[]> {
    const { time, chance, processes } = this;
    return client({ time, chance, any: processes.any, onRecord: (customerId) => this.onRecord(customerId) }, request);
  }

  private subscriber(what: What): Subscriber {
    const { time, chance, processes, ends, tables } = this;
    const early = (says: string) => this.early.push(says);
    return new Subscriber(what, {
      time,
      chance,
      any: processes.any,
      end: ends.ofListening.signal,
      committed: () => tables.shared.committed,
      early,
    });
  }

  /** As a server watches: now and then, and not while the views are behind. */
  private async watch(place: number): Promise<void> {
    const { time, chance, weather, memory, processes, ends } = this;
    const { signal } = ends.ofWorld;
    while (!signal.aborted) {
      await time.pause(chance.below(LONGEST_BETWEEN_LOOKS_MS), signal);
      const process = processes.at(place);
      if (process === null || process.node.projector.position < ((await memory.head()) ?? 0n)) continue;
      // What fails is done in another round.
      await process.node.watcher.look(process.life, () => weather.delay(process.life)).catch(() => undefined);
    }
  }

  /** Waits until subscribers have heard everything, or it is certain that they will not. */
  private async heard(
    subscribers: readonly Subscriber[],
    told: Readonly<Record<What, readonly Heard[]>>,
    listening: readonly Promise<void>[],
  ): Promise<void> {
    const isBehind = ({ what, heard }: Subscriber) => heard.at(-1)?.cursor !== told[what].at(-1)?.cursor;
    for (let waits = 0; waits < LONGEST_ABSENCES && subscribers.some(isBehind); waits += 1)
      await this.time.pause(DAY_MS);
    this.ends.ofListening.abort();
    // Whoever waits for something new is woken by the end of the process.
    await this.processes.stop();
    await Promise.all(listening);
  }

  private async onRecord(customerId: string): Promise<readonly RecordedContact[]> {
    const contacts: RecordedContact[] = [];
    for await (const batch of this.memory.readStream(streamOf(customerId)))
      contacts.push(...batch.flatMap((event) => fromStored(event) ?? []));
    return contacts;
  }

  private async events(): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const batch of this.memory.readAll()) events.push(...batch);
    return events;
  }
}
