import { openDeployment, type Deployment, type StorageSettings } from '#deployment';
import { MINUTE_MS } from '#relationship';
import { identityOf, whatIsThere } from './demo-identity.js';
import { summarise, type DemoSummary } from './demo-summary.js';
import { recordSimulation, type RefusedContact } from './record-simulation.js';
import { simulate, type Simulation, type SimulationOptions } from './simulate.js';

export type DemoOrder = Omit<SimulationOptions, 'until'> & {
  /** The end of the year, milliseconds since the epoch; null for now, or for the end of the demo already recorded. */
  readonly until: number | null;
  readonly storage: StorageSettings;
};

/** The store holds contacts that are not of this demo; the demo is not mixed with them. */
export class StoreTaken extends Error {}

/**
 * Fills an empty store with the simulation and updates the views. After an interruption the same order continues; once
 * everything is recorded it adds nothing.
 * @param now the clock, milliseconds since the epoch
 * @throws StoreTaken nothing was written
 * @throws RangeError as `simulate`
 */
export async function runDemo(order: DemoOrder, now: () => number = Date.now): Promise<DemoSummary> {
  const startedAt = performance.now();
  const deployment = await openDeployment(order.storage, now);
  try {
    const options = await optionsFor(order, deployment, now());
    const simulation = simulate(options);
    const written = (await isComplete(deployment, simulation)) ? 0 : await fill(deployment, simulation, options);
    await deployment.projector.catchUp();
    await deployment.relationships.refresh();
    const summary = await summarise(deployment, options, simulation, now());
    return { ...summary, written, seconds: Math.round(performance.now() - startedAt) / 1000 };
  } finally {
    await deployment.close();
  }
}

/** The options as ordered, with the end of the year of the demo already recorded, if there is one. */
async function optionsFor(
  { seed, customers, until }: DemoOrder,
  { store }: Deployment,
  now: number,
): Promise<SimulationOptions> {
  const there = await whatIsThere(store);
  if (there === 'NOTHING') return { seed, customers, until: until ?? now - (now % MINUTE_MS) };
  if (there === 'OTHER_CONTACTS')
    throw new StoreTaken('the store already holds other contacts; set DATA_DIR to an empty folder for the demo');
  const isSame = there.seed === seed && there.customers === customers && (until === null || until === there.until);
  if (isSame) return there;
  throw new StoreTaken(`the store holds another demo (${identityOf(there)}); set DATA_DIR to an empty folder`);
}

/** The last contact is written last. */
async function isComplete({ log }: Deployment, { contacts }: Simulation): Promise<boolean> {
  const last = contacts.at(-1);
  if (last === undefined) return true;
  return (await log.recordedUnder(last.customerId, last.idempotencyKey)) !== null;
}

async function fill({ log }: Deployment, { contacts }: Simulation, options: SimulationOptions): Promise<number> {
  const { written, refused } = await recordSimulation(log, contacts, identityOf(options));
  if (refused.length > 0) throw new Error(`the rules refused contacts of the demo:\n${told(refused)}`);
  return written;
}

const told = (refused: readonly RefusedContact[]): string =>
  refused
    .slice(0, 10)
    .map(({ contact: { customerId, type, idempotencyKey }, refusals }) => {
      const codes = refusals.map(({ code, field }) => `${code} ${field ?? ''}`).join(', ');
      return `  ${customerId} ${type} ${idempotencyKey}: ${codes}`;
    })
    .join('\n');
