import { EventStoreDBClient } from '@eventstore/db-client';
import { startStandIn, type StandIn } from './stand-in.js';
import { collect, event, newStream, numbers } from './server-under-test.js';

let standIn: StandIn;
const clients: EventStoreDBClient[] = [];
const connect = (url: string) => {
  const client = EventStoreDBClient.connectionString(url);
  clients.push(client);
  return client;
};
const as = (login: string) => connect(standIn.url.replace(/\/\/.*@/, login ? `//${login}@` : '//'));
const denied = { type: 'access-denied' };

beforeAll(async () => {
  standIn = await startStandIn({ secure: true });
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await standIn.stop();
});

it('serves an administrator over TLS', async () => {
  const client = connect(standIn.url);
  const stream = newStream();
  await client.appendToStream(stream, event(0));
  expect(numbers(await collect(client.readStream(stream)))).toEqual([0]);
  expect(await collect(client.readAll({ maxCount: 1 }))).toHaveLength(1);
});

it('lets others at all streams but those of the system and the log as a whole', async () => {
  const client = as('reader:reader');
  const stream = newStream();
  await client.appendToStream(stream, event(0));
  await client.setStreamMetadata(stream, { maxCount: 5 });
  expect(numbers(await collect(client.readStream(stream)))).toEqual([0]);
  await expect(collect(client.readAll())).rejects.toMatchObject(denied);
  await expect(collect(client.readStream('$users'))).rejects.toMatchObject(denied);
  await expect(client.setStreamMetadata('$users', {})).rejects.toMatchObject(denied);
  await expect(client.subscribeToAll().toArray()).rejects.toMatchObject(denied);
});

it.each(['', 'reader:wrong', 'nobody:reader'])('refuses whoever does not log in, or not rightly: %p', async (login) => {
  const client = as(login);
  await expect(client.appendToStream(newStream(), event(0))).rejects.toMatchObject(denied);
  await expect(collect(client.readStream('any'))).rejects.toMatchObject(denied);
});

it('is not to be had without TLS', async () => {
  const plain = connect(standIn.url.replace(/\/\/.*@/, '//').replace(/\?.*/, '?tls=false'));
  await expect(plain.appendToStream(newStream(), event(0))).rejects.toMatchObject({ code: 14 });
});
