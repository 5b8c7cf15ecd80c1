import { flushCompileCache } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';
import type { startApi } from '../../apps/api/src/start.js';

/**
 * Jest loads every module anew for each test file. For the API with all of Nest these are 3,500 modules and two seconds,
 * and code that never gets warm. The API is only spoken to over sockets, so it is loaded outside of Jest's modules: once
 * for all the files that a worker runs, by the first of them that starts it.
 */
export default class extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    const startOutside: typeof startApi = async (...how) => (await api()).startApi(...how);
    Object.assign(this.global, { startApi: startOutside });
  }
}

async function api() {
  const loaded = await import('../../apps/api/src/start.js');
  // What was compiled is kept now and not at the end: Jest gives a worker half a second to end.
  flushCompileCache();
  return loaded;
}
