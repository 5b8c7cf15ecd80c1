import { openDeployment, type Deployment } from '#deployment';
import { longLog } from './incident-log.js';
import { counts, fileOf, INCIDENT_LOG, INCIDENTS, removeScratch, run, scratch, storedIn, viewsIn } from './imported.js';
import { rapport } from './rapport.js';

afterAll(removeScratch);

it('imports beside another process that projects the same folder', async () => {
  const dataDir = scratch();
  const file = fileOf('log.csv', longLog(300));
  const server = await openDeployment({ dataDir });
  const failures: unknown[] = [];
  server.projector.start((error) => failures.push(error));
  const { code, stdout } = await rapport(dataDir, 'import', INCIDENT_LOG, file, '--json').ended;
  const head = await server.store.head();
  expect(await server.projector.waitFor(head ?? 0n, 10_000)).toBe(true);
  await server.close();
  expect(failures).toEqual([]);
  expect(code).toBe(0);

  const alone = scratch();
  const result = await run(INCIDENTS, file, alone);
  expect(JSON.parse(stdout)).toMatchObject(counts(result));
  expect(storedIn(dataDir)).toEqual(storedIn(alone));
  expect(viewsIn(dataDir)).toEqual(viewsIn(alone));
}, 60_000);

it('never writes a row over one that another process made of newer contacts', async () => {
  const dataDir = scratch();
  const importing = await openDeployment({ dataDir });
  const server = await openDeployment({ dataDir });
  const record = ({ log }: Deployment, type: string, occurredAt: string, customerId: string) =>
    log.record({ type, input: { customerId, occurredAt }, recordedBy: 'me', correlationId: 'c' });
  // So many at once that their rows are put off.
  const customers = Array.from({ length: 101 }, (_, i) => `c-${i}`);
  for (const customer of customers) await record(importing, 'RelationshipOpened', '2026-01-01T00:00:00Z', customer);
  await importing.projector.catchUp();

  // At the moment when one has read what it is about to write, the other records and projects one contact more.
  const { relationships } = importing;
  const read = relationships.read.bind(relationships);
  relationships.read = async (customerIds) => {
    const rows = await read(customerIds);
    relationships.read = read;
    await record(server, 'CheckInHeld', '2026-01-02T00:00:00Z', 'c-7');
    await server.projector.catchUp();
    return rows;
  };
  await relationships.refresh();
  await importing.close();
  await server.close();
  expect(viewsIn(dataDir)).toHaveLength(101);
  expect(viewsIn(dataDir)).toContainEqual(expect.objectContaining({ customer_id: 'c-7', contacts: 2 }));
});
