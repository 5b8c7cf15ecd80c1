// Seeded histories, judged by the memory store. MODEL_SEED takes another; MODEL_APPENDS makes it longer.
import {
  EventIdTaken,
  MemoryEventStore,
  WrongExpectedRevision,
  type Appended,
  type EventStore,
  type NewEvent,
} from '#event-store';
import { HistoryWriter, seeded, type Attempt } from './history-writer.js';
import { all, aStream, mark, outcomeOf, type Capabilities, type Opened } from './log-under-test.js';

const APPENDS = Number(process.env.MODEL_APPENDS ?? 40);
const SEED = Number(process.env.MODEL_SEED ?? 1);
const WRITERS = 16;
const STREAMS = 10;
/** Most a history may take, in ms: one commit a step on a slow disk. */
const TIMEOUT_MS = 20_000 + APPENDS * 100;

type Tried = Attempt & { readonly outcome: Appended | string };

const tryOn = async (store: EventStore, attempt: Attempt): Promise<Tried> => ({
  ...attempt,
  outcome: await outcomeOf(store.append(attempt.stream, attempt.events, attempt.expected)),
});

export function modelContract(at: Opened, capabilities: Capabilities): void {
  it(
    `decides each append of a history as the memory store does (seed ${SEED})`,
    async () => {
      const streams = Array.from({ length: STREAMS }, aStream);
      const writer = new HistoryWriter(streams, seeded(SEED), capabilities);
      const model = new MemoryEventStore();
      for (let i = 0; i < APPENDS * 4; i += 1) {
        const attempt = writer.next();
        const [ours, modelled] = [await tryOn(at.store, attempt), await tryOn(model, attempt)];
        expect(comparable(ours)).toEqual(comparable(modelled));
        writer.learn(attempt.stream, ours.outcome);
      }
      await expectSameStreams(at.store, model, streams);
    },
    TIMEOUT_MS,
  );

  it(
    `keeps the order of ${WRITERS} writers on ${STREAMS} streams (seed ${SEED})`,
    async () => {
      const from = await mark(at.store);
      const streams = Array.from({ length: STREAMS }, aStream);
      const write = async (index: number): Promise<Tried[]> => {
        const writer = new HistoryWriter(streams, seeded(SEED + index), capabilities);
        const tried: Tried[] = [];
        for (let i = 0; i < APPENDS; i += 1) {
          const attempt = writer.next({ wholeRepeatsOnly: true });
          const result = await tryOn(at.store, attempt);
          writer.learn(attempt.stream, result.outcome);
          tried.push(result);
        }
        return tried;
      };
      const tried = (await Promise.all(Array.from({ length: WRITERS }, (_, i) => write(i)))).flat();

      const taken = tried.filter((each): each is Attempt & { outcome: Appended } => typeof each.outcome !== 'string');
      const model = new MemoryEventStore();
      for (const { outcome, ...attempt } of taken.toSorted(inCommitOrder)) {
        const modelled = await tryOn(model, attempt);
        expect(comparable(modelled)).toEqual(comparable({ ...attempt, outcome }));
      }
      await expectSameStreams(at.store, model, streams);
      const log = await all(at.store.readAll(from));
      expect(log.map(withoutPlace)).toEqual((await all(model.readAll())).map(withoutPlace));

      const won = new Set(taken.flatMap(({ events }) => events.map(({ id }) => id)));
      expect(new Set(log.map(({ id }) => id))).toEqual(won);
      const refusals = new Set(tried.flatMap(({ outcome }) => (typeof outcome === 'string' ? [outcome] : [])));
      refusals.delete(EventIdTaken.name);
      expect([...refusals]).toEqual([WrongExpectedRevision.name]);
    },
    TIMEOUT_MS,
  );
}

const inCommitOrder = (a: { outcome: Appended }, b: { outcome: Appended }): number =>
  Number(a.outcome.lastPosition - b.outcome.lastPosition);

/** Positions are each store's own. */
const comparable = ({ outcome }: Tried): number | string =>
  typeof outcome === 'string' ? outcome : outcome.lastRevision;

const withoutPlace = ({
  id,
  type,
  data,
  metadata,
  stream,
  revision,
}: NewEvent & { stream: string; revision: number }) => ({
  id,
  type,
  data,
  metadata,
  stream,
  revision,
});

async function expectSameStreams(store: EventStore, model: EventStore, streams: readonly string[]): Promise<void> {
  for (const stream of streams) {
    const modelled = (await all(model.readStream(stream))).map(withoutPlace);
    expect((await all(store.readStream(stream))).map(withoutPlace)).toEqual(modelled);
    expect(modelled.map(({ revision }) => revision)).toEqual(modelled.map((_, i) => i));
  }
}
