// One transaction for the appends of many callers. Each append succeeds or fails by itself; all share one commit.
import type pg from 'pg';
import type { EncodedAppend } from '../port/encoded-append.js';
import { OutcomeUnknown } from '../port/event-store.js';
import { isAnswer, serverBackoff, toStoreError, Unreachable } from './failures.js';
import { GroupState, STATE, type Outcome, type StateRow } from './group-state.js';
import { APPENDED, LOG_LOCK } from './schema.js';
import { discard } from './sessions.js';

const BEGIN = 'begin';
const LOCK = { name: 'lock', text: `select pg_advisory_xact_lock(${LOG_LOCK})` };
const ADD_STREAMS = `insert into rapport_log.streams (key, name)
  select key, name from json_to_recordset($1::json) as new (key integer, name text)`;
const ADD_EVENTS = `insert into rapport_log.events (position, stream, revision, id, type, data, metadata, appended_at)
  select position, stream, revision, id, type, data, metadata, $2::bigint from json_to_recordset($1::json) as new
    (position bigint, stream integer, revision integer, id uuid, type text, data text, metadata text)`;
const TELL = `select pg_notify('${APPENDED}', $1)`;

/** The commit was sent and not answered. */
class CommitInDoubt extends Error {}

export class GroupCommit {
  private session: pg.Client | null = null;

  constructor(private readonly open: () => Promise<pg.Client>) {}

  /**
   * Tries until the outcome is known. A repeat is told by its ids, and it waits for the lock of the attempt before, so it
   * finds out what became of that one.
   * @param until in the time of performance.now
   * @returns the outcome of each append, in order; all that were accepted are on disk
   * @throws StorageFull, StoreUnavailable nothing was written
   * @throws OutcomeUnknown
   */
  async run(group: readonly EncodedAppend[], until: number): Promise<Outcome[]> {
    const backoff = serverBackoff();
    for (let isInDoubt = false; ;) {
      try {
        return await this.attempt(group);
      } catch (thrown) {
        this.leave();
        isInDoubt ||= thrown instanceof CommitInDoubt;
        const error = toStoreError(thrown instanceof CommitInDoubt ? thrown.cause : thrown);
        const isOver = performance.now() >= until || !(error instanceof Unreachable);
        if (isOver && isInDoubt)
          throw new OutcomeUnknown(`Postgres did not answer a commit: ${error.message}`, { cause: error });
        if (isOver) throw error;
      }
      await backoff.wait(until);
    }
  }

  async close(): Promise<void> {
    const { session } = this;
    this.session = null;
    await session?.end().catch(() => undefined);
  }

  /** @throws CommitInDoubt; after anything else nothing was written */
  private async attempt(group: readonly EncodedAppend[]): Promise<Outcome[]> {
    const session = (this.session ??= await this.open());
    const names = [...new Set(group.map(({ stream }) => stream))];
    const ids = group.flatMap(({ events }) => events.map(({ id }) => id));
    // Each statement sees what was committed before it began: the state is read after the lock was given.
    const [, , { rows }] = await answers([
      session.query(BEGIN),
      session.query(LOCK),
      session.query<StateRow>({ name: 'state', text: STATE, values: [names, ids] }),
    ]);
    const [row] = rows;
    if (row === undefined) throw new Unreachable('Postgres has told nothing of the log');
    const state = new GroupState(row);
    const outcomes = group.map((append) => state.take(append));
    if (state.newRows.length === 0) await session.query('rollback');
    else await this.write(session, state);
    return outcomes;
  }

  private async write(session: pg.Client, { newStreams, newRows, now, head }: GroupState): Promise<void> {
    const written = [
      ...(newStreams.length === 0
        ? []
        : [session.query({ name: 'streams', text: ADD_STREAMS, values: [JSON.stringify(newStreams)] })]),
      session.query({ name: 'events', text: ADD_EVENTS, values: [JSON.stringify(newRows), now] }),
      session.query({ name: 'tell', text: TELL, values: [String(head)] }),
    ];
    const committed = session.query('commit');
    committed.catch(() => undefined);
    try {
      await answers(written);
    } catch (error) {
      // The server refused a statement, and then rolls back in place of the commit.
      if (isAnswer(error)) throw error;
      throw new CommitInDoubt('', { cause: error });
    }
    const { command } = await committed.catch((error: unknown) => {
      throw new CommitInDoubt('', { cause: error });
    });
    if (command !== 'COMMIT') throw new Unreachable(`Postgres answered ${command} to a commit`);
  }

  /** Whatever state the session is in, the next attempt begins with another one. */
  private leave(): void {
    if (this.session !== null) discard(this.session);
    this.session = null;
  }
}

/** Waits for all. @throws the first failure in their order */
async function answers<T extends readonly Promise<unknown>[]>(
  asked: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(asked);
  return Promise.all(asked);
}
