import { runHistory, type Verdict } from './history.js';
import type { Planted } from './planted.js';
import { Tables } from './tables.js';

export type Simulated = {
  readonly histories: number;
  readonly requests: number;
  readonly acknowledged: number;
  readonly events: number;
  readonly crashes: number;
  /** The seeds of the histories that broke a law. */
  readonly broken: readonly number[];
};

export type SimulateOptions = {
  /** The first seed; each history has the next one. */
  readonly from: number;
  readonly histories: number;
  readonly planted?: Planted;
  /** Told of each law that is broken, with the seed. */
  readonly told?: (line: string) => void;
  /** It ends with the first history that breaks a law which says this. */
  readonly until?: RegExp;
};

const LINES_OF_ONE = 5;
const BROKEN_OFF = 'it broke off';

const brokenOff = (seed: number, error: unknown): Verdict => ({
  seed,
  broken: [`${BROKEN_OFF}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
  events: 0,
  requests: 0,
  acknowledged: 0,
  crashes: 0,
  order: BROKEN_OFF,
});

/** Runs one history after the other, each from its own seed. */
export async function simulate({ from, histories, planted, told, until }: SimulateOptions): Promise<Simulated> {
  let tables = await Tables.open();
  const verdicts: Verdict[] = [];
  for (let seed = from; seed < from + histories; seed += 1) {
    const verdict = await runHistory(seed, tables, planted).catch((error: unknown) => brokenOff(seed, error));
    verdicts.push(verdict);
    const laws = until === undefined ? verdict.broken : verdict.broken.filter((law) => until.test(law));
    for (const law of laws.slice(0, LINES_OF_ONE)) told?.(`seed ${seed}: ${law}`);
    if (until !== undefined && laws.length > 0) break;
    if (verdict.order === BROKEN_OFF) {
      // It may have left a transaction open.
      await tables.close();
      tables = await Tables.open();
    }
  }
  await tables.close();
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((all, verdict) => all + of(verdict), 0);
  return {
    histories: verdicts.length,
    requests: sum(({ requests }) => requests),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    events: sum(({ events }) => events),
    crashes: sum(({ crashes }) => crashes),
    broken: verdicts.filter(({ broken }) => broken.length > 0).map(({ seed }) => seed),
  };
}
