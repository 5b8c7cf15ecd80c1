import type { StorageSettings } from '#deployment';
import type { Progress } from '../terminal/progress.js';

export type BackupOrder = {
  readonly folder: string;
  readonly settings: StorageSettings;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Leaves out reading the parts that earlier backups wrote. */
  readonly isQuick?: boolean;
  readonly progress: Progress;
};
