import { CostBudget } from './cost-budget.js';

let now = 0;
const budget = () => new CostBudget(600, () => now);
beforeEach(() => (now = 0));

it('gives each caller a minute to spend at once, and says when there is enough again', () => {
  const callers = budget();
  expect([callers.take('ana', 400), callers.take('ana', 200), callers.take('ben', 600)]).toEqual([0, 0, 0]);
  expect(callers.take('ana', 25)).toBe(3);
  now = 2_400;
  expect(callers.take('ana', 25)).toBe(1);
  now = 2_500;
  expect(callers.take('ana', 25)).toBe(0);
});

it('saves up no more than a minute, and takes nothing for what it refuses', () => {
  const callers = budget();
  callers.take('ana', 1);
  now = 3_600_000;
  expect(callers.take('ana', 601)).toBe(1);
  expect(callers.take('ana', 600)).toBe(0);
});
