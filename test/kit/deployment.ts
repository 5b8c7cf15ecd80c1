import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDeployment, type Deployment } from '#deployment';
import { storageIn } from './views.js';

/** A folder of its own for a test, removed when done. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'rapport-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Opens a deployment, does something with it and closes it again. */
export async function within<T>(
  dataDir: string,
  act: (deployment: Deployment) => Promise<T>,
  now?: () => number,
): Promise<T> {
  const deployment = await openDeployment(await storageIn(dataDir), now);
  try {
    return await act(deployment);
  } finally {
    await deployment.close();
  }
}
