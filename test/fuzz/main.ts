// npm run test:fuzz -- INPUTS [SEED]
import { fuzz } from './fuzz.js';

const MOST_AT_ONCE = 10_000;
const [inputs, seed] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? Date.now() % 2 ** 31)];

for (let done = 0; done < inputs; done += MOST_AT_ONCE) {
  const roundSeed = seed + done / MOST_AT_ONCE;
  const { found, counts } = await fuzz(roundSeed, Math.min(MOST_AT_ONCE, inputs - done));
  console.log(`seed ${roundSeed}:`, JSON.stringify(counts));
  for (const each of found) console.error(`seed ${roundSeed}: ${each}`);
  if (found.length > 0) process.exitCode = 1;
}
