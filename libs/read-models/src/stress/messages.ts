import type { PortfolioFilter, Scenario, StressLine, StressSummary, TrustModelDocument } from '#trust';
import type { ExposureChange } from '../rows/exposure-row.js';

/** Which affected relationships to list: all, those that change band, or those that fall into a lower band. */
export const STRESSED = ['CONCERNED', 'CROSSING', 'FALLING'] as const;
export type Stressed = (typeof STRESSED)[number];

export type StressQuestion = {
  readonly scenario: Scenario;
  readonly filter: PortfolioFilter;
  /** The customers whose relationships the caller sees; null: all. */
  readonly customers: readonly string[] | null;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly models: readonly TrustModelDocument[];
};

/** The place of a line in the list, which is in the order of byPointsLost. */
export type LinePlace = Pick<StressLine, 'lost' | 'customerId'>;

export type LineQuery = {
  readonly which: Stressed;
  readonly first: number;
  /** Null for the start of the list. */
  readonly after: LinePlace | null;
};

/** Requests to a worker, and its answers. Answers come in any order. */
export type Asked = {
  readonly change: { readonly rows: readonly ExposureChange[] };
  readonly run: { readonly runId: string; readonly question: StressQuestion };
  readonly lines: { readonly runId: string; readonly query: LineQuery };
  readonly forget: { readonly runId: string };
};
export type Answered = {
  /** `latest`: the earliest time as of which the whole share can be assessed, milliseconds since the epoch. */
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
  /** Progress of a run: the relationships processed so far. */
  | { readonly id: number; readonly done: number };
