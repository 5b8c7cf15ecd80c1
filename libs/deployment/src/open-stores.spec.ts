import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { openStores } from './open-stores.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** Nothing listens on port 1. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

it.each<[string, Partial<StorageSettings>, RegExp]>([
  ['the log', { eventStoreUrl: 'esdb://127.0.0.1:1?tls=false' }, /Look at EVENT_STORE_URL/],
  ['the views', { viewsUrl: NOWHERE }, /Look at VIEWS_URL/],
  ['the keys', { keysUrl: NOWHERE }, /127\.0\.0\.1:1/],
])('a start that cannot reach the server of %s has written nothing', async (_, servers, says) => {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  await expect(openStores({ dataDir, ...servers })).rejects.toThrow(says);
  expect(existsSync(dataDir)).toBe(false);
  folder.remove();
});
