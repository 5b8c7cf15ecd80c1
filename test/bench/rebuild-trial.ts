import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDeployment } from '#deployment';
import { benchHistory } from './history.js';

const [relationships = 10_000, contacts = 500_000] = process.argv.slice(2).map(Number);
const dataDir = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
let d = await openDeployment({ dataDir });
let t = performance.now();
let pending: Promise<unknown>[] = [];
for (const { stream, revision, event } of benchHistory(relationships, contacts)) {
  pending.push(d.store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
  if (pending.length === 1000) {
    await Promise.all(pending);
    pending = [];
  }
}
await Promise.all(pending);
console.log('write', Math.round(contacts / ((performance.now() - t) / 1000)), '/s');
await d.close();
const raw = new Database(join(dataDir, 'log.db'), { readonly: true });
for (let i = 0; i < 2; i++) {
  t = performance.now();
  let n = 0;
  for await (const batch of (d = await openDeployment({ dataDir })).store.readAll({ batchSize: 5000 }))
    n += batch.length;
  console.log('readAll', n, Math.round(n / ((performance.now() - t) / 1000)), '/s');
  await d.close();
}
raw.close();
for (const f of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(dataDir, f), { force: true });
d = await openDeployment({ dataDir });
t = performance.now();
const c1 = process.cpuUsage(); await d.projector.catchUp();
console.log('catchUp', ((performance.now() - t) / 1000).toFixed(2), 's');
const t2 = performance.now(); const c2 = process.cpuUsage(); console.log(JSON.stringify(process.cpuUsage(c1)));
await d.relationships.refresh();
console.log('refresh', ((performance.now() - t2) / 1000).toFixed(2), 's', JSON.stringify(process.cpuUsage(c2)));
console.log('rebuild', Math.round(contacts / ((performance.now() - t) / 1000)), '/s');
await d.close();
rmSync(dataDir, { recursive: true });
