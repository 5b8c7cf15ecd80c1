// The stand-in as a process of its own, to be killed and started again with the same --data-file:
//
//     node --import ./test/kit/run-typescript.mjs test/kurrentdb/stand-in-main.ts --port 2113 --data-file log.ndjson
//
// Once it serves, it prints one line of JSON: its connection string and, where asked for, its control port.
import { parseArgs } from 'node:util';
import { startControl } from './control.js';
import { startStandIn } from './stand-in.js';

const { values } = parseArgs({
  options: {
    /** Of the first node; the others take the ports after it. Left out: any free ones. */
    port: { type: 'string', default: '0' },
    nodes: { type: 'string', default: '1' },
    'server-version': { type: 'string' },
    'data-file': { type: 'string' },
    /** Over TLS and only for those who log in, see access.ts. */
    secure: { type: 'boolean', default: false },
    /** Takes faults over HTTP, see control.ts; 0 for any free port. Left out: no control. */
    'control-port': { type: 'string' },
  },
});

const standIn = await startStandIn({
  port: Number(values.port),
  nodes: Number(values.nodes),
  serverVersion: values['server-version'],
  dataFile: values['data-file'],
  secure: values.secure,
});
const control =
  values['control-port'] === undefined ? null : await startControl(standIn, Number(values['control-port']));
console.log(JSON.stringify({ url: standIn.url, control: control && `http://127.0.0.1:${control.port}` }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    control?.server.close();
    void standIn.stop();
  });
}
