// With TLS and a login, as a server is by default.
import { StoreUnavailable } from '#event-store';
import { all, anEvent, aStream, events, followUntil, idsOf } from '../contract/log-under-test.js';
import { IMPATIENT, OnStandIn } from './on-stand-in.js';

let on: OnStandIn;
beforeAll(async () => {
  on = await OnStandIn.start({ secure: true });
});
afterAll(() => on.dispose());

const as = (user: string, password: string): string =>
  on.server.url.replace(/\/\/[^@]+@/, `//${user}:${encodeURIComponent(password)}@`);

it('appends, reads and follows', async () => {
  const store = on.store({});
  const last = anEvent();
  const following = followUntil(store, last.id);
  const stream = aStream();
  await store.append(stream, events(2), 'none');
  await store.append(stream, [last], 'any');
  const read = await all(store.readAll());
  expect(read).toHaveLength(3);
  expect(idsOf(await following)).toEqual(idsOf(read));
});

it('goes on after its connection was cut', async () => {
  const store = on.store();
  const stream = aStream();
  await store.append(stream, events(1), 'none');
  on.server.cut();
  expect(await store.append(stream, events(1), 0)).toMatchObject({ lastRevision: 1 });
});

it('says that it is not let in, and nothing of the password', async () => {
  const store = on.store({}, as('admin', 'hunter2'));
  const attempt = store.append(aStream(), events(1), 'none');
  await expect(attempt).rejects.toThrow(StoreUnavailable);
  await expect(attempt).rejects.toThrow(/refuses this user/);
  await expect(attempt).rejects.not.toThrow(/hunter2/);
  await expect(store.head()).rejects.toThrow(StoreUnavailable);
});

it('does not speak to a server whose certificate nobody vouches for', async () => {
  const unknown = on.server.url.replace(/\?.*/, '');
  const store = on.store({ ...IMPATIENT, appendPatienceMs: 300 }, unknown);
  await expect(store.append(aStream(), events(1), 'none')).rejects.toThrow(/nothing was written/);
});
