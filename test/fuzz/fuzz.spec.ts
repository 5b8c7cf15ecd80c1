import { fuzz } from './fuzz.js';

const SEED = Number(process.env.FUZZ_SEED ?? 1);

// Any number of them, with seeds of their own: npm run test:fuzz -- 100000
it(`answers 5,000 hostile inputs without an unexpected error (FUZZ_SEED=${SEED})`, async () => {
  const { found, counts } = await fuzz(SEED, 5_000);
  expect(found).toEqual([]);
  expect(counts['status 200']).toBeGreaterThan(500);
  expect(counts['status 400']).toBeGreaterThan(500);
}, 120_000);
