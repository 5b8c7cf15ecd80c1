import type { PortfolioFilter, Scenario, StressLine, StressSummary, TrustModelDocument } from '#trust';
import type { ExposureChange } from '../rows/exposure-row.js';

/** Of the relationships that a scenario concerns: all, those that change their band, those that fall out of it. */
export const STRESSED = ['CONCERNED', 'CROSSING', 'FALLING'] as const;
export type Stressed = (typeof STRESSED)[number];

export type StressQuestion = {
  readonly scenario: Scenario;
  readonly filter: PortfolioFilter;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly models: readonly TrustModelDocument[];
};

/** The place of a line among all; lines stand in the order of byPointsLost. */
export type LinePlace = Pick<StressLine, 'lost' | 'customerId'>;

export type LineQuery = {
  readonly which: Stressed;
  readonly first: number;
  /** Null for the beginning. */
  readonly after: LinePlace | null;
};

/** What a worker may be asked, and what it answers. It answers each in its own time, in no order. */
export type Asked = {
  readonly change: { readonly rows: readonly ExposureChange[] };
  readonly run: { readonly runId: string; readonly question: StressQuestion };
  readonly lines: { readonly runId: string; readonly query: LineQuery };
  readonly forget: { readonly runId: string };
};
export type Answered = {
  /** `latest`: the earliest time that all of the part can be read at, milliseconds since the epoch. */
  readonly change: { readonly size: number; readonly latest: number };
  readonly run: StressSummary;
  readonly lines: readonly StressLine[];
  readonly forget: null;
};

export type Ask = {
  [K in keyof Asked]: { readonly id: number; readonly what: K; readonly asked: Asked[K] };
}[keyof Asked];
export type Reply =
  | { readonly id: number; readonly answered: Answered[keyof Answered] }
  | { readonly id: number; readonly failed: unknown }
  /** Of a run under way: relationships looked at so far. */
  | { readonly id: number; readonly done: number };
