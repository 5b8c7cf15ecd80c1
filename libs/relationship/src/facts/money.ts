import { group, required, number, type FactsOf, listed } from './fields.js';

/** An amount in one currency. Amounts of different currencies are never added or compared. */
export const MONEY = group(
  'Money',
  {
    amount: required(number('How much, in units of the currency: 1200.50.', 0, 1e12, false)),
    currency: required(listed('Its code in ISO 4217: EUR.', 3)),
  },
  'An amount of money in one currency.',
);

export type Money = FactsOf<typeof MONEY.fields>;

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether it is a code of ISO 4217, in capitals. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);
