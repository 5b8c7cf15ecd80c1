import { sufferFaults } from './faults.js';

// Any number of them: npm run test:faults:postgres -- 200
it('goes on while Postgres is ended, stands still, is cut off and comes back: nothing lost, nothing doubled', async () => {
  const report = await sufferFaults(6);
  expect(report).toMatchObject({ faults: 6, unexpected: [], isAsRebuilt: true });
  expect(report.inLog).toBe(report.acknowledged);
  expect(report.inViews).toBe(report.acknowledged);
  expect(report.reads.answered).toBeGreaterThan(0);
}, 60_000);
