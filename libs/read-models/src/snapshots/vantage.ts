import type { Position } from '#event-store';
import type { RecordedContact } from '#relationship';

/** From where a snapshot is read. What is null is not fixed: it goes with the clock, the log and the active models. */
export type Vantage = {
  /** What had happened by then, milliseconds since the epoch. */
  readonly asOf: number | null;
  /** Of that, what was known then, milliseconds since the epoch. */
  readonly knownAt: number | null;
  /** Instead of `knownAt`: what the log held up to here, whenever it says that it was recorded. */
  readonly position: Position | null;
  /** The model that reads all scores; null for the ones that were active, as known then. */
  readonly model: string | null;
};

export const isLive = ({ asOf, knownAt, position, model }: Vantage): boolean =>
  asOf === null && knownAt === null && position === null && model === null;

export const keyOf = ({ asOf, knownAt, position, model }: Vantage): string =>
  JSON.stringify([asOf, knownAt, position === null ? null : position.toString(), model]);

/** Whether something was on record. */
export const isKnown = (
  recorded: Pick<RecordedContact, 'recordedAt' | 'position'>,
  { knownAt, position }: Pick<Vantage, 'knownAt' | 'position'>,
): boolean =>
  position === null
    ? knownAt === null || recorded.recordedAt <= knownAt
    : recorded.position !== null && recorded.position <= position;
