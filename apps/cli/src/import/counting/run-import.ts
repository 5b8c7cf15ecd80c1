import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDeployment, openRehearsal, type Deployment, type StorageSettings } from '#deployment';
import { Tally, type ImportSummary } from '#intake';
import { temporaryFolder } from '#source';
import { EXIT } from '../../terminal/exit-codes.js';
import { ImportMemory } from './import-memory.js';
import type { ImportContext, Importer } from './import-context.js';
import { ProblemReport } from './problem-report.js';
import type { ReportForm } from './report-form.js';
import type { Progress } from '../../terminal/progress.js';

const LOOK_EVERY_MS = 100;
/**
 * A file is read once: either the rows of a customer are together, or the next one comes long after the cache has lost them. A
 * timeline takes several kilobytes, however few contacts it has.
 */
const CONTACTS_REMEMBERED = 10_000;

export type ImportOrder = {
  /** The files that are read: none of them may be overwritten. */
  readonly inputs: readonly string[];
  /** The file to which all problems are written; null for none. */
  readonly report: string | null;
  readonly form: ReportForm;
  readonly storage: StorageSettings;
  /** Everything is read and decided, and nothing is recorded. Left out: no. */
  readonly dryRun?: boolean;
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
 * Imports and updates the views. A server may be working on the same folder.
 * @throws UnreadableFile, UsageError nothing was recorded; OutputFailed the report could not be written to the end
 */
export async function runImport(importer: Importer, order: ImportOrder): Promise<ImportResult> {
  const startedAt = performance.now();
  const { progress, signal } = order;
  const problems = ProblemReport.open(order.report, order.inputs, order.form);
  const tally = new Tally((problem) => problems.add(problem));
  const target = await targetOf(order).catch(async (error: unknown) => {
    await problems.abandon();
    throw error;
  });
  try {
    const { log, pseudonymKey, memory } = target;
    await importer({ log, pseudonymKey, memory, tally, progress, signal, now: Date.now() });
    await target.finish();
  } finally {
    progress.end();
    await target.close();
    await problems.close();
  }
  const summary = tally.summary(Math.round(performance.now() - startedAt) / 1000);
  return { summary, problems: problems.lines(), exitCode: exitCodeOf(summary, signal) };
}

type Target = Pick<ImportContext, 'log' | 'pseudonymKey' | 'memory'> & {
  /** Once all is recorded. */
  finish(): Promise<void>;
  close(): Promise<void>;
};

async function targetOf({ storage, progress, dryRun = false }: ImportOrder): Promise<Target> {
  if (dryRun) {
    const folder = await temporaryFolder('rehearsal');
    const remove = () => rm(folder, { recursive: true, force: true });
    const rehearsal = await openRehearsal(storage, folder).catch(async (error: unknown) => {
      await remove();
      throw error;
    });
    return {
      log: rehearsal.log,
      pseudonymKey: () => Promise.resolve(rehearsal.pseudonymKey),
      memory: null,
      finish: () => Promise.resolve(),
      close: () => rehearsal.close().then(remove),
    };
  }
  const deployment = await openDeployment(storage, undefined, { contactsRemembered: CONTACTS_REMEMBERED });
  // A server may renumber its log; what is remembered is bound to positions.
  const memory =
    storage.eventStoreUrl === undefined
      ? await ImportMemory.open(join(storage.dataDir, 'imports.db'), deployment.store)
      : null;
  return {
    log: deployment.log,
    pseudonymKey: () => Promise.resolve(deployment.pseudonymKey()),
    memory,
    finish: () => updateViews(deployment, progress),
    close() {
      memory?.close();
      return deployment.close();
    },
  };
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
