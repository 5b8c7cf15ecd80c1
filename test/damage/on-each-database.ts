import { openDeployment, type Deployment, type StorageSettings } from '#deployment';
import { temporaryFolder } from '../kit/deployment.js';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';

export const BY = { recordedBy: 'test', correlationId: 'test' };

/** A folder and its settings for each test of a suite, with views on the database of this name. */
export function onDatabase(kind: 'SQLite' | 'Postgres') {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: PostgresServer | null = null;
  let storage: StorageSettings;
  beforeEach(async () => {
    folder = temporaryFolder();
    storage = { dataDir: folder.path };
    if (kind === 'SQLite') return;
    server = await PostgresServer.shared();
    storage = { ...storage, viewsUrl: await server.createDatabase(databaseNamed(folder.path)) };
  });
  afterEach(async () => {
    await server?.dropDatabase(databaseNamed(folder.path));
    folder.remove();
  });
  return {
    path: (name: string) => `${folder.path}/${name}`,
    within: <T>(act: (opened: Deployment) => Promise<T>) => within(storage, act),
  };
}

export async function within<T>(storage: StorageSettings, act: (opened: Deployment) => Promise<T>): Promise<T> {
  const opened = await openDeployment(storage);
  try {
    return await act(opened);
  } finally {
    await opened.close();
  }
}

export const open = async ({ log }: Deployment, ...customerIds: string[]): Promise<void> => {
  for (const customerId of customerIds)
    await log.record({ type: 'RelationshipOpened', input: { customerId, name: `Name of ${customerId}` }, ...BY });
};

export const checkIn = ({ log }: Deployment, customerId: string) =>
  log.record({ type: 'CheckInHeld', input: { customerId }, ...BY });

/** What the lists show: each customer with the number of contacts. */
export async function listed({ views }: Deployment): Promise<Record<string, number>> {
  const { rows } = await views.relationships({ first: 200, now: Date.now() });
  const contacts = await views.contacts({ first: 200 });
  const of = (customerId: string) =>
    contacts.rows.filter(({ row }) => row.contact.data.customerId === customerId).length;
  return Object.fromEntries(rows.map(({ row: { customerId } }): [string, number] => [customerId, of(customerId)]));
}
