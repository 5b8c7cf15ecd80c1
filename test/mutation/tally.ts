import type { MutantResult } from './mutate-folder.js';

/** What became of a folder's mutants. A test that never ends has noticed its mutant. */
export type Row = {
  readonly folder: string;
  readonly mutants: number;
  readonly killed: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly unreached: number;
  /** Not tried, since it runs only as a module loads. */
  readonly setAside: number;
  readonly minutes: number;
};

/** @param folder or file, as the row is called */
export function tally(folder: string, results: readonly MutantResult[], tookMs: number): Row {
  const count = (status: MutantResult['status']) => results.filter((each) => each.status === status).length;
  const [killed, timedOut, survived, unreached] = [
    count('Killed'),
    count('Timeout'),
    count('Survived'),
    count('NoCoverage'),
  ];
  return {
    folder,
    mutants: killed + timedOut + survived + unreached,
    killed,
    timedOut,
    survived,
    unreached,
    setAside: count('Ignored'),
    minutes: tookMs / 60_000,
  };
}

/** As a Markdown table, with its last line for all of them. @returns killed: the percentage of all, timeouts included */
export function tableOf(rows: readonly Row[]): { readonly text: string; readonly killed: number } {
  const sum = (field: Exclude<keyof Row, 'folder'>) => rows.reduce((total, row) => total + row[field], 0);
  const all: Row = {
    folder: 'all',
    mutants: sum('mutants'),
    killed: sum('killed'),
    timedOut: sum('timedOut'),
    survived: sum('survived'),
    unreached: sum('unreached'),
    setAside: sum('setAside'),
    minutes: sum('minutes'),
  };
  const lines = [...rows.filter(({ mutants }) => mutants > 0), all].map((row) =>
    [
      row.folder,
      row.mutants,
      `${percentage(row).toFixed(1)} %`,
      row.timedOut,
      row.survived,
      row.unreached,
      row.setAside,
      row.minutes.toFixed(1),
    ].join(' | '),
  );
  const head = ['Folder', 'Mutants', 'Killed', 'of these timed out', 'Survived', 'Not reached', 'Set aside', 'Minutes'];
  return {
    text: [head.join(' | '), head.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |`).join('\n'),
    killed: percentage(all),
  };
}

const percentage = ({ mutants, killed, timedOut }: Row): number => (100 * (killed + timedOut)) / Math.max(1, mutants);
