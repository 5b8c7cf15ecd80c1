import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makesPseudonyms, type GivenDocument, type Limits, type Source, type SourceRow } from '#source';
import type { MappingAnswer, MappingOrder, MappingReady } from './messages.js';

/** Why a document became no rows. `message` may quote the document, so it is never logged. */
export class MappingFailed extends Error {
  constructor(
    readonly code: 'SQL_FAILED' | 'TOOK_TOO_LONG' | 'MAPPER_ENDED',
    message: string,
  ) {
    super(message);
  }
}

export type MapperOptions = {
  /** What pseudonyms are made with. */
  readonly pseudonymKey: () => Buffer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** Of one document. */
const DOCUMENT_LIMITS: Omit<Limits, 'statementMs'> = { memoryMb: 128, threads: 1, temporaryMb: 256 };
const MOST_HEAP_MB = 192;
/** The engine is interrupted where one statement takes too long. If it does not answer, or has many statements, its process is ended. */
const GRACE_MS = 30_000;
/** What has nothing to do ends, and gives its memory back. */
const IDLE_MS = 5 * 60_000;
/** The engine is loaded by then, however busy the machine is. */
const START_MS = 60_000;

/**
 * Runs the SQL of inboxes in one process of its own, one document after the other. The engine can be neither trusted to end nor to stay within
 * its memory, so the process is ended when it takes too long, and another is started for the next document.
 */
export class Mapper {
  private child: Promise<ChildProcess> | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private count = 0;
  private idle: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(private readonly options: MapperOptions) {}

  /** The id of the process, for operators and tests; null while there is none. */
  async pid(): Promise<number | null> {
    return (await this.child?.catch(() => null))?.pid ?? null;
  }

  /** The rows of a document, in the order in which they are recorded. @throws MappingFailed */
  rowsOf(source: Source, document: GivenDocument): Promise<readonly SourceRow[]> {
    const rows = this.last.then(() => this.ask(source, document));
    this.last = rows.catch(() => undefined);
    return rows;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.end();
  }

  private async ask(source: Source, document: GivenDocument): Promise<readonly SourceRow[]> {
    if (this.isClosed) throw new MappingFailed('MAPPER_ENDED', 'the server is stopping');
    if (this.idle !== null) clearTimeout(this.idle);
    const { now, pseudonymKey } = this.options;
    if (source.inbox === null) throw new MappingFailed('SQL_FAILED', `${source.name} has no inbox.sql`);
    const limits = { ...DOCUMENT_LIMITS, statementMs: source.inbox.statementMs };
    this.child ??= this.start();
    const child = await this.child;
    const order: MappingOrder = {
      ...{ id: ++this.count, source, document, now: now(), limits },
      pseudonymKey: makesPseudonyms(source.inbox.sql) ? pseudonymKey() : null,
    };
    const answer = await answerOf(child, order, limits.statementMs + GRACE_MS).catch(async (error: unknown) => {
      await this.end();
      throw error;
    });
    this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
    if ('rows' in answer) return answer.rows;
    throw new MappingFailed(answer.isLate ? 'TOOK_TOO_LONG' : 'SQL_FAILED', answer.invalid);
  }

  private start(): Promise<ChildProcess> {
    const starting = started();
    const gone = () => {
      if (this.child === starting) this.child = null;
    };
    starting.then((child) => child.once('exit', gone), gone);
    return starting;
  }

  private async end(): Promise<void> {
    if (this.idle !== null) clearTimeout(this.idle);
    const ending = this.child;
    this.child = null;
    (await ending?.catch(() => null))?.kill('SIGKILL');
  }
}

function started(): Promise<ChildProcess> {
  const file = fileURLToPath(new URL(`./mapping-process${extname(import.meta.url)}`, import.meta.url));
  const { PATH, TMPDIR, NODE_OPTIONS } = process.env;
  const child = fork(file, [], {
    execArgv: [...process.execArgv, `--max-old-space-size=${MOST_HEAP_MB}`],
    // Neither tokens nor addresses of stores: it needs none.
    env: Object.fromEntries(Object.entries({ PATH, TMPDIR, NODE_OPTIONS }).filter(([, value]) => value !== undefined)),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new MappingFailed('MAPPER_ENDED', `the process did not start within ${START_MS / 1_000} s`));
    }, START_MS);
    child.once('message', (_: MappingReady) => {
      clearTimeout(late);
      child.removeAllListeners('exit');
      resolve(child);
    });
    const fail = () => {
      clearTimeout(late);
      reject(new MappingFailed('MAPPER_ENDED', 'the process could not be started'));
    };
    // A second error of the child would end the server if nobody listened.
    child.on('error', fail).once('exit', fail);
  });
}

function answerOf(child: ChildProcess, order: MappingOrder, mostMs: number): Promise<MappingAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(late);
      child.off('message', answered).off('exit', ended);
      act();
    };
    const answered = (answer: MappingAnswer) => {
      if (answer.id === order.id) settle(() => resolve(answer));
    };
    const ended = () =>
      settle(() =>
        reject(
          new MappingFailed('MAPPER_ENDED', 'the process that maps has ended: it took too much memory, or was killed'),
        ),
      );
    const late = setTimeout(
      () =>
        settle(() =>
          reject(
            new MappingFailed('MAPPER_ENDED', `the process did not answer within ${mostMs / 1_000} s, and was ended`),
          ),
        ),
      mostMs,
    );
    child.on('message', answered).on('exit', ended);
    // Whoever has ended cannot be sent anything; `exit` says so, or has.
    child.send(order, (error) => {
      if (error !== null) ended();
    });
  });
}
