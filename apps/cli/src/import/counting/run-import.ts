import { openDeployment, type Deployment, type StorageSettings } from '#deployment';
import { EXIT } from '../../terminal/exit-codes.js';
import type { ImportContext } from './import-context.js';
import { inputFile, type InputFile } from '../files/input-file.js';
import { ProblemReport } from './problem-report.js';
import type { Progress } from '../../terminal/progress.js';
import { Tally, type ImportSummary } from './tally.js';

const LOOK_EVERY_MS = 100;

/** A kind of file that can be imported. */
export type Importer = {
  /** The endings of its file names, such as `.csv`. */
  readonly formats: readonly string[];
  readonly run: (file: InputFile, context: ImportContext) => Promise<void>;
};

export type ImportOrder = {
  readonly path: string;
  /** The file to which all problems are written; null for none. */
  readonly report: string | null;
  readonly storage: StorageSettings;
  readonly progress: Progress;
  readonly signal: AbortSignal;
};

export type ImportResult = {
  readonly summary: ImportSummary;
  /** The first rows that were refused or bad, one line each. */
  readonly problems: readonly string[];
  readonly exitCode: number;
};

/**
 * Imports a file and updates the views. A server may be working on the same folder.
 * @throws UnreadableFile, UsageError nothing was recorded; OutputFailed the report could not be written to the end
 */
export async function runImport(importer: Importer, order: ImportOrder): Promise<ImportResult> {
  const startedAt = performance.now();
  const { storage, progress, signal } = order;
  const file = inputFile(order.path, importer.formats);
  const problems = ProblemReport.open(order.report, order.path);
  const tally = new Tally((problem) => problems.add(problem));
  const deployment = await openDeployment(storage).catch(async (error: unknown) => {
    await problems.abandon();
    throw error;
  });
  try {
    await importer.run(file, { log: deployment.log, tally, progress, signal, now: Date.now() });
    await updateViews(deployment, progress);
  } finally {
    progress.end();
    await deployment.close();
    await problems.close();
  }
  const summary = tally.summary(Math.round(performance.now() - startedAt) / 1000);
  return { summary, problems: problems.lines(), exitCode: exitCodeOf(summary, signal) };
}

async function updateViews({ store, projector, relationships }: Deployment, progress: Progress): Promise<void> {
  progress.begin('Projecting', Number((await store.head()) ?? 0n));
  const looking = setInterval(() => progress.reach(Number(projector.position)), LOOK_EVERY_MS);
  try {
    await projector.catchUp();
    progress.begin('Assessing', 1);
    await relationships.refresh();
  } finally {
    clearInterval(looking);
  }
}

function exitCodeOf({ refused, bad }: ImportSummary, { aborted }: AbortSignal): number {
  if (aborted) return EXIT.INTERRUPTED;
  return refused + bad > 0 ? EXIT.ROWS_LEFT_OUT : EXIT.DONE;
}
