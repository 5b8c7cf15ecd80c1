import type { Position } from '#event-store';
import type { RecordedContact } from '#relationship';

/** What a snapshot shows. A field that is null is not fixed: it follows the clock, the log or the active models. */
export type Vantage = {
  /** As-of time: only what happened by then, milliseconds since the epoch. */
  readonly asOf: number | null;
  /** Only what was recorded by then, milliseconds since the epoch. */
  readonly knownAt: number | null;
  /** Used instead of `knownAt`: only what is in the log up to this position, whatever its time of recording. */
  readonly position: Position | null;
  /** The model for all scores; null for the models that were active, as known then. */
  readonly model: string | null;
};

export const isLive = ({ asOf, knownAt, position, model }: Vantage): boolean =>
  asOf === null && knownAt === null && position === null && model === null;

export const keyOf = ({ asOf, knownAt, position, model }: Vantage): string =>
  JSON.stringify([asOf, knownAt, position === null ? null : position.toString(), model]);

/** Whether the fact was on record at the vantage. */
export const isKnown = (
  recorded: Pick<RecordedContact, 'recordedAt' | 'position'>,
  { knownAt, position }: Pick<Vantage, 'knownAt' | 'position'>,
): boolean =>
  position === null
    ? knownAt === null || recorded.recordedAt <= knownAt
    : recorded.position !== null && recorded.position <= position;
