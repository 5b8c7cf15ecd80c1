/** English first: where languages differ about a name, the first one that has it holds. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'nb', 'fi', 'cs', 'tr', 'ro', 'hu'];
const YEAR = 2026;

/** As `strip_accents` and `lower` of the engine leave it. */
const plain = (name: string): string =>
  name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('.', '').normalize('NFC');

/** Names and short names of months in the common languages, without accents and dots, and their numbers from 1. */
export function monthNames(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const language of LANGUAGES)
    for (const options of [
      { month: 'long' },
      { month: 'short' },
      // Within a date, some languages decline the name.
      { month: 'long', day: 'numeric' },
    ] satisfies Intl.DateTimeFormatOptions[]) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(YEAR, month - 1, 1));
        const name = plain(parts.find(({ type }) => type === 'month')?.value ?? '');
        if (/^\p{L}{3,}$/u.test(name) && !found.has(name)) found.set(name, month);
      }
    }
  return found;
}
