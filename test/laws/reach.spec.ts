import fc from 'fast-check';
import { CATALOG, Timeline } from '#relationship';
import { TRUST_BETA_3 } from '#trust';
import { aLog } from './histories.js';

/**
 * An erasure would end every history that has one, a legal hold only keeps it away, nobody records a marker, and merges are of
 * several relationships: they have laws of their own.
 */
const NOT_WANTED = [
  'RelationshipsMerged',
  'CustomerIdentified',
  'LegalHoldSet',
  'LegalHoldLifted',
  'CustomerErased',
  'RelationshipAbsorbed',
  'ObligationLapsed',
  'BandCrossed',
];

it('the histories of the laws have every other contact in them, and every class of evidence', () => {
  const types = new Set<string>();
  const classes = new Set<string>();
  for (const log of fc.sample(aLog, { numRuns: 500, seed: 1 })) {
    for (const { type } of log) types.add(type);
    for (const entry of Timeline.of(log).evidence(TRUST_BETA_3.calendar)) classes.add(entry.class);
  }
  expect(CATALOG.map(({ type }) => type).filter((type) => !types.has(type))).toEqual(NOT_WANTED);
  expect([...TRUST_BETA_3.classes.keys()].filter((name) => !classes.has(name))).toEqual([]);
});
