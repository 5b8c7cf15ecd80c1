import type { Seeded } from './seeded.js';

/** Texts that broke some program somewhere. */
export const TEXTS = [
  ...['', ' ', '\u0000', '\ud800', '\ufeff', '\u202e', 'e\u0301', '\u{1f9d1}\u200d\u{1f680}', '\u2028'],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'true', '0', '-1', 'NaN', '1e999'],
  ...[
    "'; drop table contacts; --",
    '" or ""="',
    '%_\\',
    '\\',
    '${1}',
    '{{1}}',
    '=1+1',
    '../../etc/passwd',
    '/dev/null',
  ],
  ...[
    '2026-06-01',
    '2026-06-01T10:00:00Z',
    '2026-02-30T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '-000001-01-01T00:00Z',
  ],
  ...['9999-12-31T23:59:60Z', '24:00', 'P1D', 'PT999999999999H', '-P1D', 'P', 'customer-1', 'a@example.com'],
  ...['x'.repeat(257), 'x'.repeat(5_000), '('.repeat(2_000), `${'a'.repeat(3_000)}!`, ' '.repeat(3_000)],
];

const NUMBERS = [0, -0, 1, -1, 0.1, 1e-320, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 + 2, 1e308, -1e308, 365, 1_000];

/** Any JSON value. */
export function hostileValue(random: Seeded, depth = 3): unknown {
  if (depth > 0 && random.oneIn(6))
    return Array.from({ length: random.below(4) }, () => hostileValue(random, depth - 1));
  if (depth > 0 && random.oneIn(6)) {
    const fields = Array.from({ length: random.below(4) }, () => [random.pick(TEXTS), hostileValue(random, depth - 1)]);
    return Object.fromEntries(fields) as unknown;
  }
  return random.pick<unknown>([random.pick(TEXTS), random.pick(TEXTS), random.pick(NUMBERS), true, false, null]);
}

/** The text with some of its characters taken out, doubled, or others put in. */
export function broken(random: Seeded, text: string): string {
  let result = text;
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const at = random.below(result.length + 1);
    const put = random.pick([
      '',
      '',
      '"',
      '{',
      '}',
      '(',
      '$',
      '@',
      ':',
      '\\',
      '\u0000',
      '\u{1f600}',
      '...',
      '#',
      random.pick(TEXTS),
    ]);
    const taken = random.below(5);
    result = result.slice(0, at) + put + result.slice(at + taken);
  }
  return result;
}
