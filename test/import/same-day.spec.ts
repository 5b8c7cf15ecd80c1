import { within } from '../kit/deployment.js';
import { CONTACTS, fileOf, removeScratch, run, scratch } from './imported.js';

afterAll(removeScratch);

// Exports often carry dates only. Contacts of one day then have one time, and the order of the rows decides.

const NOW = Date.UTC(2026, 3, 1);
const CUSTOMERS = Array.from({ length: 20 }, (_, index) => `c${index}`);

/** Imports these rows for each of the customers and returns the list of those that an owner answers for, or of all. */
async function imported(rows: readonly object[], owner: string | null = null) {
  const dataDir = scratch();
  const lines = CUSTOMERS.flatMap((customerId) => rows.map((row) => JSON.stringify({ customerId, ...row })));
  const { summary } = await run(CONTACTS, fileOf('export.ndjson', lines.join('\n')), dataDir);
  expect(summary).toMatchObject({ contactsWritten: lines.length, refused: 0, bad: 0 });
  const list = await within(
    dataDir,
    ({ views }) => views.relationships({ first: 100, now: NOW, filter: { owner } }),
    () => NOW,
  );
  return list.rows.map(({ row }) => row);
}

const opened = { type: 'openRelationship', occurredAt: '2026-01-01T00:00:00Z' };

it('customers with the same rows of one day have one score', async () => {
  const about = { expectationId: 'Q' };
  const moved = { type: 'resetExpectation', ...about, occurredAt: '2026-03-04T00:00:00Z' };
  const rows = await imported([
    opened,
    { type: 'setExpectation', ...about, dueAt: '2026-03-05T00:00:00Z', occurredAt: '2026-03-03T00:00:00Z' },
    { ...moved, dueAt: '2026-03-07T00:00:00Z' },
    { ...moved, dueAt: '2026-03-20T00:00:00Z' },
    { type: 'meetExpectation', ...about, occurredAt: '2026-03-10T00:00:00Z' },
  ]);
  expect(rows).toHaveLength(CUSTOMERS.length);
  expect(new Set(rows.map(({ score }) => score?.toFixed(6))).size).toBe(1);
});

it('the last row of a day that names an owner decides', async () => {
  const assigned = { type: 'assignOwner', occurredAt: '2026-03-02T00:00:00Z' };
  const rows = [
    { ...opened, owner: 'ann' },
    { ...assigned, owner: 'bea' },
    { ...assigned, owner: 'cem' },
  ];
  expect(await imported(rows, 'cem')).toHaveLength(CUSTOMERS.length);
});
