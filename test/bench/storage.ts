// What a contact and a relationship take: bytes of log, views and keys, and processor time to rebuild every view. Three
// books of different shapes are filled and rebuilt; what differs between two of them is what the contacts, or the
// relationships, take. Processor time, since other work on the machine hardly changes it.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyRing } from '#contact-log';
import { openDeployment, type Deployment } from '#deployment';
import { benchHistory } from './history.js';
import type { Constant } from './measure.js';

type Shape = { readonly relationships: number; readonly contacts: number };
const FEW: Shape = { relationships: 2_000, contacts: 20_000 };
const LONGER: Shape = { relationships: 2_000, contacts: 120_000 };
const MORE: Shape = { relationships: 12_000, contacts: 120_000 };
const KEYS = 100_000;
const ROUNDS = 3;

type Taken = { readonly log: number; readonly views: number; readonly rebuild: number };

export async function storageBench(): Promise<Constant[]> {
  const [few, longer, more] = [await taken(FEW), await taken(LONGER), await taken(MORE)];
  const perContact = (what: keyof Taken) => (longer[what] - few[what]) / (LONGER.contacts - FEW.contacts);
  const perRelationship = (what: keyof Taken) =>
    (more[what] - longer[what]) / (MORE.relationships - LONGER.relationships);
  return [
    { name: 'log, a contact', value: perContact('log'), unit: 'bytes' },
    { name: 'views, a contact', value: perContact('views'), unit: 'bytes' },
    { name: 'views, a relationship', value: perRelationship('views'), unit: 'bytes' },
    { name: 'keys, a customer', value: keys() / KEYS, unit: 'bytes' },
    { name: 'rebuild, a contact', value: 1e6 * perContact('rebuild'), unit: 'µs' },
    { name: 'rebuild, a relationship', value: 1e6 * perRelationship('rebuild'), unit: 'µs' },
  ];
}

/** Bytes on disk once everything is closed, and the seconds that the cheapest rebuild kept the processor busy. */
async function taken(shape: Shape): Promise<Taken> {
  const dataDir = mkdtempSync(join(tmpdir(), 'storage-bench-'));
  const size = (file: string) => statSync(join(dataDir, file)).size;
  try {
    await within(dataDir, (deployment) => fill(deployment, shape));
    let rebuild = Infinity;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `views.db${end}`), { force: true });
      rebuild = Math.min(rebuild, await within(dataDir, rebuilt));
    }
    return { log: size('log.db'), views: size('views.db'), rebuild };
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

async function within<T>(dataDir: string, act: (deployment: Deployment) => Promise<T>): Promise<T> {
  const deployment = await openDeployment({ dataDir });
  return act(deployment).finally(() => deployment.close());
}

async function fill({ store }: Deployment, { relationships, contacts }: Shape): Promise<void> {
  const together: Promise<unknown>[] = [];
  for (const { stream, revision, event } of benchHistory(relationships, contacts)) {
    together.push(store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
    if (together.length === 1_000) await Promise.all(together.splice(0));
  }
  await Promise.all(together);
}

async function rebuilt({ projector, relationships }: Deployment): Promise<number> {
  const from = process.cpuUsage();
  await projector.catchUp();
  await relationships.refresh();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

function keys(): number {
  const folder = mkdtempSync(join(tmpdir(), 'keys-bench-'));
  const file = join(folder, 'keys.db');
  const ring = new KeyRing(file);
  ring.makeAll(Array.from({ length: KEYS }, (_, n) => `customer-${n}`));
  ring.close();
  const { size } = statSync(file);
  rmSync(folder, { recursive: true });
  return size;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await storageBench());
