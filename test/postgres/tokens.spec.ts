import pg from 'pg';
import { openAccessSchema } from '#access';
import { judgeTokens } from '../../libs/access/test/tokens.contract.js';
import { PostgresServer } from '../kit/postgres.js';

const made: string[] = [];
afterAll(async () => {
  const server = await PostgresServer.shared();
  for (const name of made) await server.dropDatabase(name);
});

it('lets nobody change or remove an entry of the trail', async () => {
  const server = await PostgresServer.shared();
  const name = `trail_${process.pid}`;
  made.push(name);
  const url = await server.createDatabase(name);
  const access = await openAccessSchema(url);
  access.trail.note({ at: 1, act: 'READ', identity: 'ana', role: 'LEAD', what: 'needs', customerId: null, code: null });
  await access.trail.flush();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const act of [
    "update rapport_access.audit set identity = 'ben'",
    'delete from rapport_access.audit',
    'truncate rapport_access.audit',
  ])
    await expect(client.query(act)).rejects.toThrow('entries of the audit trail are only added');
  await client.end();
  await access.close();
});

judgeTokens(async () => {
  const server = await PostgresServer.shared();
  const name = `tokens_${process.pid}_${made.length}`;
  made.push(name);
  const url = await server.createDatabase(name);
  return () => openAccessSchema(url);
});
