import { toIso } from '#relationship';
import type { Backtest } from '#validation';

/** The backtest for programs. Instants are ISO 8601 in UTC, as in every export. */
export const backtestJson = (backtest: Backtest) => ({
  ...backtest,
  fittedTo: backtest.fittedTo.map((each) => ({ ...each, to: toIso(each.to) })),
  population: {
    ...backtest.population,
    from: isoOrNull(backtest.population.from),
    to: isoOrNull(backtest.population.to),
    contactsFrom: isoOrNull(backtest.population.contactsFrom),
    contactsTo: isoOrNull(backtest.population.contactsTo),
  },
  overTime: backtest.overTime.map((slice) => ({ ...slice, from: toIso(slice.from) })),
});

const isoOrNull = (at: number | null): string | null => (at === null ? null : toIso(at));
