import type { Scope } from '#replay';
import { UsageError } from '../../terminal/usage-error.js';
import { derive } from '../../derive/derive.js';
import type { Part } from '../../derive/derive-share.js';
import { keptColumns } from './kept-columns.js';
import { countingOn, positionAsked, type Session } from '../../session/session.js';

export type PartsAsked = {
  /** As of which times the columns are asked; milliseconds since the epoch, ascending. */
  readonly asOf: readonly number[];
  /** A moment, or as it was known at each time itself, then columns come for each; left out: all that is known now. */
  readonly knownAt?: number | 'as-of';
  /** Only what the log held up to here. */
  readonly knownAtPosition?: bigint;
  /** A file in which columns are kept between runs. */
  readonly columns?: string;
  readonly workers?: number;
};

/**
 * The evidence of the whole book, part by part: derived anew from the facts, or from a file that is brought up to them.
 * @throws UsageError where kept columns cannot answer
 */
export async function* bookParts(
  session: Session,
  stage: string,
  { asOf, knownAt, knownAtPosition, columns: file, workers }: PartsAsked,
): AsyncIterable<Part> {
  const { settings, reading, head } = session;
  const upTo = positionAsked(session, knownAtPosition);
  if (file === undefined) {
    const read = countingOn(session, stage, upTo);
    const scopes: Scope[] =
      knownAt === 'as-of'
        ? asOf.map((each) => ({ knownAt: each, since: each }))
        : [{ knownAt: knownAt ?? Infinity, since: asOf[0] ?? -Infinity }];
    yield* derive({ settings, reading, wanted: { upTo, scopes }, workers, read });
    return;
  }
  if (knownAt !== undefined || knownAtPosition !== undefined)
    throw new UsageError('--columns holds what is known now: leave it out to ask what was known before');
  const read = countingOn(session, stage, head);
  for await (const columns of keptColumns(session, { file, workers, read })) yield { which: 0, columns };
}
