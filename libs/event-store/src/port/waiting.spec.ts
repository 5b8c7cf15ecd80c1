import { Backoff } from './waiting.js';

it('waits longer each time, up to two seconds, and never twice the same', () => {
  const backoff = new Backoff(25, 2_000);
  for (const most of [25, 50, 100, 200, 400, 800, 1600, 2000, 2000]) {
    const ms = backoff.nextMs();
    expect(ms).toBeGreaterThanOrEqual(most / 2);
    expect(ms).toBeLessThanOrEqual(most);
  }
  backoff.reset();
  const firsts = Array.from({ length: 10 }, () => {
    backoff.reset();
    return backoff.nextMs();
  });
  expect(Math.max(...firsts)).toBeLessThanOrEqual(25);
  expect(new Set(firsts).size).toBeGreaterThan(1);
});

it('does not wait beyond what it is given, nor after an abort', async () => {
  const backoff = new Backoff(25, 2_000);
  for (let i = 0; i < 20; i += 1) backoff.nextMs();
  await backoff.wait(performance.now() + 1);
  await backoff.wait(Infinity, AbortSignal.abort());
});
