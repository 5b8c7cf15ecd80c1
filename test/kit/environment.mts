import { flushCompileCache } from 'node:module';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';
import type { startApi } from '../../apps/api/src/start.js';

/**
 * Jest's environment with two differences, both only for speed.
 * - The global object of a test file is a plain one. Jest's own asks a Proxy each time that code reads a global such as `Math`,
 *   which took half the time of specs that calculate.
 * - The API is loaded outside of Jest's modules: once for all the files that a worker runs, by the first of them that starts
 *   it. Jest would load its 3,500 modules anew for each file, which takes two seconds and gives code that never gets warm.
 *   Tests speak to the API over sockets only.
 */
export default class extends TestEnvironment {
  constructor(...how: ConstructorParameters<typeof TestEnvironment>) {
    // Jest has no setting for it: the context is made within its constructor, by this function.
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...how);
    } finally {
      vm.createContext = createContext;
    }
  }

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
