import { TokensUnavailable } from '#access';
import { KeyUnusable } from '#contact-log';
import { ClockBehind } from '#deployment';
import {
  AppendTooLarge,
  DamagedEvent,
  OutcomeUnknown,
  StorageFull,
  StoreUnavailable,
  StreamDeleted,
} from '#event-store';
import { ViewsUnavailable } from '#read-models';
import type { ErrorCode } from './codes.js';

/** The public code of each failure of the log, the keys and the views. */
const STORE_FAILURES = [
  [StorageFull, 'STORAGE_FULL'],
  [ClockBehind, 'CLOCK_BEHIND'],
  [StreamDeleted, 'STREAM_DELETED'],
  [StoreUnavailable, 'STORE_UNAVAILABLE'],
  [OutcomeUnknown, 'OUTCOME_UNKNOWN'],
  [KeyUnusable, 'KEYS_UNUSABLE'],
  [DamagedEvent, 'EVENT_DAMAGED'],
  [ViewsUnavailable, 'VIEWS_UNAVAILABLE'],
  [TokensUnavailable, 'TOKENS_UNAVAILABLE'],
  [AppendTooLarge, 'BAD_USER_INPUT'],
] as const;

/** Undefined for a failure of anything else. */
export const storeFailure = (cause: unknown): ErrorCode | undefined =>
  STORE_FAILURES.find(([type]) => cause instanceof type)?.[1];
