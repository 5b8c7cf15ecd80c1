import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '../../../../test/kit/deployment.js';
import type { AlertLog } from '../log/alert-log.js';
import { openOutboxFile } from '../outbox/open-outbox.js';
import type { Outbox } from '../outbox/outbox.js';
import type { AlertEndpoint } from '../rules/alerts.js';
import { Addresses } from './addresses.js';
import { Sender } from './sender.js';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const BEGIN = { position: 0n, lookedAt: 0 };
const NOW = Date.parse('2026-03-02T09:00:00Z');
const never = new AbortController().signal;

let folder: ReturnType<typeof temporaryFolder>;
let outbox: Outbox;
let receiver: Server;
/** The ids of the alerts, in the order in which they came, and what is answered to them. */
let came: string[];
let status: number;
let errors: unknown[];
let sender: Sender;

beforeEach(async () => {
  folder = temporaryFolder();
  [came, status, errors] = [[], 200, []];
  outbox = await openOutboxFile(join(folder.path, 'alerts.db'));
  receiver = createServer((request, response) => {
    came.push(String(request.headers['webhook-id']));
    request.resume().once('end', () => response.writeHead(status).end());
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const endpoints = new Map([['E', { endpointId: 'E', form: 'CLOUD_EVENT' } as unknown as AlertEndpoint]]);
  const log = { read: () => Promise.resolve({ endpoints }), opened: () => ({ url, secrets: [SECRET] }) };
  const note = (error: unknown) => void errors.push(error);
  sender = new Sender(outbox, log as unknown as AlertLog, new Addresses(['127.0.0.0/8']), () => NOW, note);
});
afterEach(async () => {
  receiver.close();
  await outbox.close();
  folder.remove();
});

async function find(...deliveryIds: string[]): Promise<void> {
  await outbox.reading('store', BEGIN);
  const event = JSON.stringify({ type: 'x', data: {} });
  const found = deliveryIds.map((deliveryId) => ({
    ...{ deliveryId, endpointId: 'E', ruleId: 'R', customerId: deliveryId, event },
  }));
  await outbox.take(BEGIN, { position: 1n, lookedAt: 0 }, found, NOW);
}

async function round(): Promise<void> {
  await sender.begin(never, () => true);
  await sender.idle();
}

const full = () => Promise.reject(new Error('database or disk is full'));

it('sends nothing again while it cannot be written down that it was sent', async () => {
  await find('a', 'b');
  const writing = jest.spyOn(outbox, 'delivered').mockImplementation(full);
  await round();
  await round();
  expect(came.toSorted()).toEqual(['a', 'b']);
  expect(errors).toHaveLength(2);
  writing.mockRestore();
  await round();
  expect(came.toSorted()).toEqual(['a', 'b']);
  const kept = await outbox.list({ state: 'DELIVERED', endpointId: null, before: null, first: 9 });
  expect(kept.map(({ deliveryId }) => deliveryId).toSorted()).toEqual(['a', 'b']);
});

it('gives up all that waits for a receiver that wants no more', async () => {
  status = 410;
  await find('a');
  await round();
  const kept = await outbox.list({ state: 'DEAD', endpointId: 'E', before: null, first: 9 });
  expect(kept).toMatchObject([{ deliveryId: 'a', failure: 'ENDPOINT_GONE' }]);
});
