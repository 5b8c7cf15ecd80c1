import type { Backtest, Estimate, Verdict } from './result.js';

export type Found = Omit<Backtest, 'verdicts'>;

export const warning = (code: string, says: string): Verdict => ({ level: 'WARNING', code, says });
export const note = (code: string, says: string): Verdict => ({ level: 'NOTE', code, says });

export const figure = (value: number | null | undefined): string => (value == null ? 'unknown' : value.toFixed(3));
export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
export const between = ({ value, low, high }: Estimate): string =>
  low === null || high === null ? signed(value) : `${signed(value)} [${signed(low)}, ${signed(high)}]`;
