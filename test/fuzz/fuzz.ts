import { builtSchema } from '../../apps/api/src/public-schema/public-schema.js';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { removeScratch } from '../import/imported.js';
import { fuzzBytes, fuzzMessages } from './connections.js';
import { Findings } from './findings.js';
import { fuzzImports } from './imports.js';
import { fuzzRequests } from './requests.js';
import { Seeded } from './seeded.js';

/**
 * Sends inputs of many kinds to a server, and to an import. Half of them are documents with values.
 * @param seed the same one makes the same inputs
 */
export async function fuzz(seed: number, inputs: number): Promise<Findings> {
  const random = new Seeded(seed);
  const findings = new Findings();
  const schema = await builtSchema();
  const rejected = (error: unknown) => findings.add('unhandled', '', String(error));
  process.on('unhandledRejection', rejected);
  const api = await ApiUnderTest.start();
  try {
    for (const customerId of ['customer-1', 'customer-2']) await api.accept('openRelationship', { customerId });
    const some = (share: number) => Math.round(inputs * share);
    await fuzzRequests(api, schema, random, some(0.5), findings);
    await fuzzBytes(api, random, some(0.2), findings);
    await fuzzMessages(api, schema, random, some(0.15), findings);
    await fuzzImports(schema, random, some(0.15), findings);
    // It serves on, and what was recorded can be read.
    await api.ask('{ relationships(first: 50) { edges { node { customerId trust { score } } } } }');
    return findings;
  } finally {
    process.off('unhandledRejection', rejected);
    await api.stop();
    removeScratch();
  }
}
