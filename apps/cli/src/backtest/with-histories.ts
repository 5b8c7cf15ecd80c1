import { ModelRegistry } from '#trust';
import { readSource, type Question, type Source } from '#source';
import { progressOn, type Progress } from '../terminal/progress.js';
import {
  sourceHistories,
  validationOf,
  type SourceOptions,
  type SourceSummary,
} from '../histories/source-histories.js';
import { modelsOnRecord } from '../derive/models-asked.js';
import { countingOn, untilInterrupted, withLog } from '../session/session.js';
import { UsageError } from '../terminal/usage-error.js';
import type { Histories } from './histories.js';
import { recordedHistories } from './recorded-histories.js';

/** The histories and, where they come from a source, how it was read. */
export type OpenHistories = {
  readonly histories: Histories;
  readonly read: SourceSummary | null;
};

/** The histories of a source. They take disk space until they are closed. */
export type OpenSource = OpenHistories & { close(): void };

/** Where histories will be read from. Nothing is read before `open`, so that options can be checked first. */
export type HistoriesSource = {
  /** Null: the relationships on record. */
  readonly source: Source | null;
  /** The models that can be named by their id. With a source those that come with the release. */
  readonly models: ModelRegistry;
  readonly progress: Progress;
  /** @param question what will be asked: it decides which contacts make labels */
  open(question: Question): Promise<OpenHistories>;
};

/** A source and its files; neither: the relationships on record. */
export type Asked = { readonly source?: string; readonly data?: readonly string[] };

/**
 * Opens a source, or the relationships on record. Nothing is written.
 * @param now milliseconds since the epoch: no contact of a source may lie after it
 * @throws SourceInvalid, UsageError where nothing is on record, ConfigurationInvalid, StoreUnavailable
 */
export async function withHistories(
  { source: folder, data }: Asked,
  now: number,
  use: (source: HistoriesSource) => Promise<void>,
): Promise<void> {
  if ((folder === undefined) !== (data === undefined))
    throw new UsageError('--source and --data go together: give both, or neither');
  if (folder !== undefined && data !== undefined) return withSource(readSource(folder), data, now, use);
  return withLog(async (session) => {
    const { head, progress, reading } = session;
    const open = async () => {
      const histories = await recordedHistories(reading.store, head, countingOn(session, 'Looking', head));
      if (histories.customers === 0)
        throw new UsageError('nothing is on record: there is no relationship to ask about');
      return { histories, read: null };
    };
    await use({ source: null, models: await modelsOnRecord(session), progress, open });
  });
}

function withSource(
  source: Source,
  files: readonly string[],
  now: number,
  use: (source: HistoriesSource) => Promise<void>,
): Promise<void> {
  validationOf(source);
  return untilInterrupted(async (signal) => {
    const progress = progressOn(process.stderr);
    const opened: OpenSource[] = [];
    const open = async (question: Question) => {
      const histories = await openSource(source, files, { question, now, progress, signal });
      opened.push(histories);
      return histories;
    };
    try {
      await use({ source, models: ModelRegistry.of([]), progress, open });
    } finally {
      for (const each of opened) each.close();
    }
  });
}

/** @throws SourceInvalid, StorageFull */
export async function openSource(
  source: Source,
  files: readonly string[],
  options: SourceOptions,
): Promise<OpenSource> {
  const { summary, dataSet, read, close } = await sourceHistories(source, files, options);
  return { histories: { title: source.name, customers: summary.customers, dataSet, read }, read: summary, close };
}
