// npm run simulate -- --histories 10000
// npm run simulate -- --seed 42
import { parseArgs } from 'node:util';
import { simulate } from './simulate.js';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from);
const histories = values.seed === undefined ? Number(values.histories) : 1;
if (!Number.isInteger(from) || !Number.isInteger(histories) || histories < 1) {
  console.error('--seed, --from and --histories are whole numbers.');
  process.exit(2);
}
const startedAt = performance.now();
const total = await simulate({ from, histories, told: (line) => console.log(line) });
const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
console.log(
  `${total.histories} histories from seed ${from} in ${seconds} s: ${total.requests} requests, ${total.acknowledged} acknowledged, ` +
    `${total.events} events, ${total.crashes} processes killed; ${total.broken.length} histories broke a law.`,
);
if (total.broken.length > 0) console.log(`Again: npm run simulate -- --seed ${total.broken[0]}`);
process.exit(total.broken.length === 0 ? 0 : 1);
