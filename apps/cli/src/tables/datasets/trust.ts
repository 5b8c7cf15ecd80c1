import { flag, instant, number, text, type Dataset } from './dataset.js';

export type TrustRow = {
  readonly customerId: string;
  readonly segment: string | null;
  readonly owner: string | null;
  readonly closed: boolean;
  readonly asOf: number;
  readonly knownAt: number;
  readonly model: string;
  readonly score: number;
  readonly band: string;
  readonly prior: number;
  readonly cap: number;
  readonly uncertainty: number;
  /** In the order of DIMENSIONS. */
  readonly dimensions: readonly number[];
  readonly interval: { readonly low: number; readonly high: number } | null;
};

const dimension = (index: number, name: string, asks: string) =>
  number<TrustRow>(name, `${asks} Points, 0 to 100.`, ({ dimensions }) => dimensions[index] ?? null);

export const TRUST: Dataset<TrustRow> = {
  name: 'trust',
  says: 'Trust in one relationship as of one time. A relationship that was not yet open has no row.',
  columns: [
    text('customer_id', 'The customer.', ({ customerId }) => customerId),
    text('segment', 'Its segment at that time; null if it had none.', ({ segment }) => segment),
    text('owner', 'The account manager who owned it at that time; null if nobody did.', ({ owner }) => owner),
    flag('closed', 'Whether the relationship was closed at that time.', ({ closed }) => closed),
    instant('as_of', 'The first clock: only what had happened by this time counts.', ({ asOf }) => asOf),
    instant('known_at', 'The second clock: only what was known by this time counts.', ({ knownAt }) => knownAt),
    text('model', 'The model used for the assessment.', ({ model }) => model),
    number(
      'score',
      'Trust, points, 0 to 100; not a probability. Closed relationships have one too.',
      ({ score }) => score,
    ),
    text('band', 'HEALTHY, WATCH, AT_RISK or INSUFFICIENT_EVIDENCE.', ({ band }) => band),
    dimension(0, 'candour', 'Do they hear it from us, and true?'),
    dimension(1, 'reliability', 'Do we do what we said?'),
    dimension(2, 'responsiveness', 'Do we answer and keep them posted?'),
    dimension(3, 'care', 'Do we serve their need?'),
    number('prior', 'The score of its segment before any evidence, points, 0 to 100.', ({ prior }) => prior),
    number('cap', 'What a weak dimension takes off the score, points, 0 or less.', ({ cap }) => cap),
    number(
      'uncertainty',
      'How little is known, above 0 up to 1; 1 if nothing is known.',
      ({ uncertainty }) => uncertainty,
    ),
    number(
      'interval_low',
      'Lower end of the 90 % credible interval, points, 0 to 100; null unless --interval is given.',
      ({ interval }) => interval?.low ?? null,
    ),
    number('interval_high', 'Upper end of the same interval.', ({ interval }) => interval?.high ?? null),
  ],
};
