import fc from 'fast-check';
import { CATALOG, Timeline } from '#relationship';
import { TRUST_BETA_1 } from '#trust';
import { aLog } from './histories.js';

it('the histories of the laws reach every contact but four, and every class of evidence', () => {
  const types = new Map<string, number>();
  const classes = new Map<string, number>();
  for (const log of fc.sample(aLog, { numRuns: 2000, seed: 1 })) {
    for (const { type } of log) types.set(type, (types.get(type) ?? 0) + 1);
    for (const entry of Timeline.of(log).evidence()) classes.set(entry.class, (classes.get(entry.class) ?? 0) + 1);
  }

  expect(CATALOG.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([]);
  expect([...TRUST_BETA_1.classes.keys()].filter((name) => !classes.has(name))).toEqual([]);
});
