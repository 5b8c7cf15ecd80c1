import { inspect } from 'node:util';
import { TokenNameTaken, TokensUnavailable } from '#access';
import { KeyUnusable } from '#contact-log';
import { ClockBehind, ConfigurationInvalid } from '#deployment';
import {
  DamagedEvent,
  InvalidKurrentUrl,
  OutcomeUnknown,
  PositionUnknown,
  StorageFull,
  StoreUnavailable,
} from '#event-store';
import { ViewsUnavailable } from '#read-models';
import { SourceInvalid } from '#source';
import { BackupFailed, BackupRefused } from './backup/backup-refused.js';
import { CopyFailed } from './export/views/copy-failed.js';
import { UnreadableFile } from './import/files/unreadable-file.js';
import { MoveFailed, MoveRefused } from './move/move-refused.js';
import { OutputFailed } from './output/output-failed.js';
import { EXIT } from './terminal/exit-codes.js';
import { complain } from './terminal/saying.js';
import { UsageError } from './terminal/usage-error.js';

/** Errors that the caller can correct: the command, a setting or a file. */
const UNUSABLE = [
  BackupRefused,
  UnreadableFile,
  ConfigurationInvalid,
  InvalidKurrentUrl,
  MoveRefused,
  PositionUnknown,
  SourceInvalid,
  TokenNameTaken,
  UsageError,
];

/** Errors of what is outside: the disk, the servers, the clock, the data. */
const OUTSIDE = [
  ClockBehind,
  StorageFull,
  StoreUnavailable,
  OutcomeUnknown,
  ViewsUnavailable,
  TokensUnavailable,
  KeyUnusable,
  DamagedEvent,
  OutputFailed,
  CopyFailed,
  MoveFailed,
  BackupFailed,
];

/** Prints the error: the message of a known one, the whole stack of an unexpected one. @returns the exit code for it */
export function exitCodeOfFailure(error: unknown): number {
  const isOneOf = (kinds: readonly (abstract new (...parts: never) => Error)[]) =>
    kinds.some((kind) => error instanceof kind);
  const isUnusable = isOneOf(UNUSABLE);
  complain(error instanceof Error && (isUnusable || isOneOf(OUTSIDE)) ? error.message : inspect(error));
  return isUnusable ? EXIT.USAGE : EXIT.FAILED;
}
