import { ModelRegistry } from '#trust';
import { inputFile } from '../import/files/input-file.js';
import { progressOn, type Progress } from '../terminal/progress.js';
import { UnreadableFile } from '../import/files/unreadable-file.js';
import { mappedHistories, type MappedSummary, type MappingOptions } from '../mapping/mapped-histories.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Question } from '../mapping/question.js';
import { readMapping } from '../mapping/read-mapping.js';
import { TABLE_FORMATS } from '../mapping/table.js';
import { modelsOnRecord } from '../derive/models-asked.js';
import { countingOn, withLog } from '../session/session.js';
import { UsageError } from '../terminal/usage-error.js';
import type { Histories } from './histories.js';
import { recordedHistories } from './recorded-histories.js';

/** The histories and, where they come from a table, how it was read. */
export type OpenHistories = {
  readonly histories: Histories;
  readonly mapped: MappedSummary | null;
};

/** The histories of a table. They take disk space until they are closed. */
export type OpenTable = OpenHistories & { close(): void };

/** Where histories will be read from. Nothing is read before `open`, so that options can be checked first. */
export type HistoriesSource = {
  readonly mapping: Mapping | null;
  /** The models that can be named by their id. With a table those that come with the release. */
  readonly models: ModelRegistry;
  readonly progress: Progress;
  /** @param question what will be asked: it decides which contacts make labels */
  open(question: Question): Promise<OpenHistories>;
};

export type Source = { readonly mapping?: string; readonly data?: string };

/**
 * Opens the table that a mapping is for, or the relationships on record. Nothing is written.
 * @param now milliseconds since the epoch: no contact of a table may lie after it
 * @throws UnreadableFile, UsageError where nothing is on record, ConfigurationInvalid, StoreUnavailable
 */
export async function withHistories(
  { mapping: file, data }: Source,
  now: number,
  use: (source: HistoriesSource) => Promise<void>,
) {
  if ((file === undefined) !== (data === undefined))
    throw new UnreadableFile('--mapping and --data go together: give both, or neither');
  if (file !== undefined && data !== undefined) {
    const mapping = readMapping(file);
    const progress = progressOn(process.stderr);
    const opened: OpenTable[] = [];
    const open = async (question: Question) => {
      const table = await openTable({ ...mapping, question }, data, { now, progress });
      opened.push(table);
      return table;
    };
    try {
      return await use({ mapping, models: ModelRegistry.of([]), progress, open });
    } finally {
      for (const table of opened) table.close();
    }
  }
  return withLog(async (session) => {
    const { head, progress, reading } = session;
    const open = async () => {
      const histories = await recordedHistories(reading.store, head, countingOn(session, 'Looking', head));
      if (histories.customers === 0)
        throw new UsageError('nothing is on record: there is no relationship to ask about');
      return { histories, mapped: null };
    };
    await use({ mapping: null, models: await modelsOnRecord(session), progress, open });
  });
}

/** @throws UnreadableFile, StorageFull */
export async function openTable(mapping: Mapping, path: string, options: MappingOptions): Promise<OpenTable> {
  const { summary, dataSet, read, close } = await mappedHistories(inputFile(path, TABLE_FORMATS), mapping, options);
  return { histories: { title: mapping.name, customers: summary.customers, dataSet, read }, mapped: summary, close };
}
