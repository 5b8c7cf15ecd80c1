import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { customersWithoutKey } from './customers-without-key.js';
import { openDeployment } from './deployment.js';

const CUSTOMERS = 13;
const PAGE = 5;
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const BY = { recordedBy: 'test', correlationId: 'test' };
const never = new AbortController().signal;
const idOf = (index: number) => `c-${String(index).padStart(4, '0')}`;

it('names those whose key is lost, in views of several pages, and nobody who was erased', async () => {
  const settings = { dataDir: folder.path };
  const { log, projector, close, ...before } = await openDeployment(settings);
  const ids = Array.from({ length: CUSTOMERS }, (_, index) => idOf(index));
  for (const customerId of ids)
    await log.record({ type: 'RelationshipOpened', input: { customerId, name: 'A' }, ...BY });
  await log.record({ type: 'CustomerErased', input: { customerId: idOf(7) }, ...BY });
  await projector.catchUp();
  expect(await before.customersWithoutKey(never)).toEqual({ count: 0, first: [] });
  await close();

  const keys = new Database(`${folder.path}/keys.db`);
  const lost = [0, 3, 4, 5, 9, 10, 12].map(idOf);
  for (const id of lost) keys.prepare('delete from keys where customer_id = ?').run(id);
  keys.close();
  const again = await openDeployment(settings);
  expect(await again.customersWithoutKey(never)).toEqual({ count: 7, first: lost.slice(0, 5) });
  const known = (asked: readonly string[]) => new Set(asked.filter((id) => !lost.includes(id)));
  expect(await customersWithoutKey(again.db, { known }, never, PAGE)).toMatchObject({ count: 7 });
  await expect(again.customersWithoutKey(AbortSignal.abort(new Error('ended')))).rejects.toThrow('ended');
  await again.close();
});
