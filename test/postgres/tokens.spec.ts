import { openTokensSchema } from '#access';
import { judgeTokens } from '../../libs/access/test/tokens.contract.js';
import { PostgresServer } from '../kit/postgres.js';

const made: string[] = [];
afterAll(async () => {
  const server = await PostgresServer.shared();
  for (const name of made) await server.dropDatabase(name);
});

judgeTokens(async () => {
  const server = await PostgresServer.shared();
  const name = `tokens_${process.pid}_${made.length}`;
  made.push(name);
  const url = await server.createDatabase(name);
  return () => openTokensSchema(url);
});
