// npm run cluster: several API nodes on this machine, with everything they need. Ctrl-C stops it all.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Cluster } from './cluster.js';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '3' },
    /** Of the first node; the others take those after it. */
    port: { type: 'string', default: '3000' },
  },
});
const nodes = Number(values.nodes);
const port = Number(values.port);
if (!Number.isInteger(nodes) || nodes < 1 || !Number.isInteger(port) || port < 0 || port + nodes > 65_536) {
  console.error('--nodes must be 1 or more, and --port a port number');
  process.exit(2);
}
const token = process.env.ADMIN_TOKEN ?? randomBytes(16).toString('hex');
const { EVENT_STORE_URL: eventStoreUrl, VIEWS_URL: viewsUrl } = process.env;
const parts = [
  eventStoreUrl === undefined ? 'a stand-in for the log, in memory' : 'the log at EVENT_STORE_URL',
  viewsUrl === undefined ? 'a Postgres for the views' : 'views at VIEWS_URL',
];

console.log(`Starting ${nodes} nodes with ${parts.join(' and ')} ...`);
let stopping = false;
const starting = Cluster.start({ nodes, port, token, eventStoreUrl, viewsUrl });
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    console.log('Stopping ...');
    void starting.then((cluster) => cluster.stop()).finally(() => process.exit(0));
  });
try {
  const cluster = await starting;
  for (const { says: url } of cluster.nodes) console.log(`GraphQL at ${url}`);
  console.log(`Authorization: Bearer ${token}`);
  console.log('\nIn another terminal, for npx rapport ... on the same log, views and keys:');
  for (const [name, value] of Object.entries(cluster.settings)) console.log(`export ${name}='${value}'`);
} catch (error) {
  if (!stopping) console.error((error as Error).message);
  process.exit(1);
}
