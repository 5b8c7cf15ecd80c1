// A few of what `npm run test:faults:postgres-log -- CYCLES` does at length.
import { sufferLogFaults } from './faults.js';

it('loses and doubles nothing while the server is killed, paused, cut off and started again', async () => {
  const verdict = await sufferLogFaults(6);
  expect(verdict.violations).toEqual([]);
  expect(verdict.attempts.ACKNOWLEDGED).toBeGreaterThan(100);
}, 90_000);
