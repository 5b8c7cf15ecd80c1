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
  says: 'Trust in one relationship as of one time. A relationship that was not open by then has no row.',
  columns: [
    text('customer_id', 'The customer.', ({ customerId }) => customerId),
    text('segment', 'The part of the book it belonged to by then; null for none.', ({ segment }) => segment),
    text('owner', 'The account manager who answered for it by then; null for none.', ({ owner }) => owner),
    flag('closed', 'Whether the relationship was closed by then.', ({ closed }) => closed),
    instant('as_of', 'The first clock: of what had happened by then.', ({ asOf }) => asOf),
    instant('known_at', 'The second clock: of what was known by then.', ({ knownAt }) => knownAt),
    text('model', 'The model it was assessed by.', ({ model }) => model),
    number(
      'score',
      'Trust, points, 0 to 100; not a probability. Also of a relationship that is closed.',
      ({ score }) => score,
    ),
    text('band', 'HEALTHY, WATCH, AT_RISK or INSUFFICIENT_EVIDENCE.', ({ band }) => band),
    dimension(0, 'candour', 'Do they hear it from us, and true?'),
    dimension(1, 'reliability', 'Do we do what we said?'),
    dimension(2, 'responsiveness', 'Do we answer and keep them posted?'),
    dimension(3, 'care', 'Do we serve their need?'),
    number('prior', 'What trust of its segment starts from without evidence, points, 0 to 100.', ({ prior }) => prior),
    number('cap', 'What the weakest dimension takes off, points, 0 or less.', ({ cap }) => cap),
    number('uncertainty', 'How little is known, above 0 up to 1; 1 when nothing is.', ({ uncertainty }) => uncertainty),
    number(
      'interval_low',
      'Lower end of the 90 % credible interval, points, 0 to 100; null unless --interval is given.',
      ({ interval }) => interval?.low ?? null,
    ),
    number('interval_high', 'Upper end of the same.', ({ interval }) => interval?.high ?? null),
  ],
};
