import { GraphQLScalarType } from 'graphql';
import { HOUR_MS, MINUTE_MS } from '#relationship';

/** Made from milliseconds, 0 or more. Only for output. */
export const Duration = new GraphQLScalarType<never, string>({
  name: 'Duration',
  description:
    'A length of time, ISO 8601, in hours, minutes and seconds to the millisecond: "PT26H30M", "PT4.25S", "PT0S". Never in days, because days differ in length.',
  serialize: (value) => isoDuration(Math.round(Number(value))),
});

function isoDuration(ms: number): string {
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const seconds = (ms % MINUTE_MS) / 1000;
  const text = `${part(hours, 'H')}${part(minutes, 'M')}${part(seconds, 'S')}`;
  return text === '' ? 'PT0S' : `PT${text}`;
}

const part = (amount: number, unit: string): string => (amount === 0 ? '' : `${amount}${unit}`);
