import { identityOf } from '../../apps/cli/src/demo/demo-identity.js';
import { recordSimulation } from '../../apps/cli/src/demo/record-simulation.js';
import { simulate } from '../../apps/cli/src/demo/simulate.js';
import { ApiUnderTest } from '../e2e/api-under-test.js';

/** What the server's clock and the browser's stand at. */
export const AT = '2026-06-17T14:30:00.000Z';
const SIMULATION = { seed: 1, customers: 30, until: Date.parse(AT) };

/** A server with a simulated year, always the same. */
export async function startDemo(): Promise<ApiUnderTest> {
  const api = await ApiUnderTest.start({ at: AT });
  const { refused } = await recordSimulation(api.deployment.log, simulate(SIMULATION).contacts, identityOf(SIMULATION));
  if (refused.length > 0) throw new Error(`${refused.length} contacts of the simulation were refused`);
  return api;
}
