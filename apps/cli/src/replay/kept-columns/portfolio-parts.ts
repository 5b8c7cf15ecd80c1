import type { Scope } from '#replay';
import type { TrustModel } from '#trust';
import { UsageError } from '../../terminal/usage-error.js';
import { derive } from '../../derive/derive.js';
import type { Part } from '../../derive/derive-share.js';
import { keptColumns } from './kept-columns.js';
import { countingOn, positionAsked, type Session } from '../../session/session.js';

export type PartsAsked = {
  /** The times that the columns must answer for; milliseconds since the epoch, ascending. */
  readonly asOf: readonly number[];
  /** A time, or `as-of`: as known at each time itself, with columns for each. Default: all that is known now. */
  readonly knownAt?: number | 'as-of';
  /** Only events up to this position are used. */
  readonly knownAtPosition?: bigint;
  /** The file that keeps columns between runs. */
  readonly columns?: string;
  readonly workers?: number;
  /** The models that will weigh the columns. */
  readonly models: readonly TrustModel[];
};

/**
 * Yields the evidence of all relationships in parts: derived from the facts, or read from a file of kept columns that is
 * first updated from the log. @throws UsageError kept columns cannot answer the question
 */
export async function* portfolioParts(
  session: Session,
  stage: string,
  { asOf, knownAt, knownAtPosition, columns: file, workers, models }: PartsAsked,
): AsyncIterable<Part> {
  const { settings, reading, head } = session;
  const upTo = positionAsked(session, knownAtPosition);
  const waitings = models.flatMap(({ document }) => document.waiting ?? []);
  if (file === undefined) {
    const read = countingOn(session, stage, upTo);
    const scopes: Scope[] =
      knownAt === 'as-of'
        ? asOf.map((each) => ({ knownAt: each, since: each }))
        : [{ knownAt: knownAt ?? Infinity, since: asOf[0] ?? -Infinity }];
    yield* derive({
      settings,
      reading,
      wanted: { upTo, scopes, waitings, calendar: settings.calendar },
      workers,
      read,
    });
    return;
  }
  if (knownAt !== undefined || knownAtPosition !== undefined)
    throw new UsageError(
      '--columns keeps only what is known now: leave it out to use --known-at or --known-at-position',
    );
  const read = countingOn(session, stage, head);
  for await (const columns of keptColumns(session, { file, workers, read, waitings })) yield { which: 0, columns };
}
