import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { everyContactField } from '../kit/contact-fields.js';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

const CANARY = 'Canary-Zwitscherling';

const isOnDisk = (bytes: string | Buffer): boolean =>
  readdirSync(api.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some(({ name, parentPath }) => readFileSync(join(parentPath, name)).includes(bytes));

function keyOf(customerId: string): Buffer | null {
  const db = new Database(join(api.dataDir, 'keys.db'), { readonly: true });
  const row = db.prepare('SELECT key FROM keys WHERE customer_id = ?').get(customerId) as { key: Buffer | null };
  db.close();
  return row.key;
}

const everything = (customerId: string) =>
  api.ask<object>(
    `query($id: ID!) {
      relationship(customerId: $id) {
        name stakeholders { name } sentiment { reason }
        brief { promised { what } waitingNeeds { need } lastRetrospective { actions { what } viewsCompared { onlyWeSaw } } }
      }
      relationships(first: 200, filter: { includeClosed: true }) { edges { node { customerId name } } }
      contacts(filter: { customerId: $id }, first: 200) { edges { node { ${everyContactField()} } } }
      needs { edges { node { need } } }
    }`,
    { id: customerId },
  );

it('leaves nothing personal of an erased customer, anywhere', async () => {
  const customerId = 'erased';
  // Others around, and much rewriting, so that pages of the files are split and copied.
  for (let i = 0; i < 60; i += 1)
    await api.accept('openRelationship', { customerId: `other-${i}`, name: `Other ${i}` });
  await api.accept('openRelationship', { customerId, name: `${CANARY} Ltd` });
  const facts: [mutation: string, input: object][] = [
    ['updateRelationship', { name: `${CANARY} Inc` }],
    ['addStakeholder', { name: CANARY, role: 'SPONSOR' }],
    ['recordCheckIn', { note: CANARY, topics: [CANARY] }],
    ['recordSentiment', { level: 'GOOD', reason: CANARY }],
    ['setExpectation', { expectationId: 'E', what: CANARY }],
    ['declineRequest', { asked: CANARY, needId: 'N', need: CANARY, alternatives: [{ kind: 'LATER', what: CANARY }] }],
    ['holdRetrospective', { providerView: CANARY, customerView: CANARY, actions: [{ what: CANARY }] }],
  ];
  for (const [mutation, input] of facts) await api.accept(mutation, { customerId, ...input });
  for (let i = 0; i < 60; i += 1)
    await api.accept('updateRelationship', { customerId: `other-${i}`, name: `Other ${i} by another name` });
  expect(JSON.stringify(await everything(customerId))).toContain(CANARY);
  expect(isOnDisk(CANARY)).toBe(true); // the name, in the list
  const key = keyOf(customerId);
  expect(isOnDisk(key as Buffer)).toBe(true);

  const { contact } = await api.accept('eraseCustomer', { customerId });
  expect(contact?.type).toBe('CustomerErased');
  expect(isOnDisk(CANARY)).toBe(false);
  expect(keyOf(customerId)).toBeNull();
  expect(isOnDisk(key as Buffer)).toBe(false);
  // From here on nothing ages, so that two readings can be compared.
  api.setClock(new Date().toISOString());
  const left = await everything(customerId);
  expect(JSON.stringify(left)).not.toContain(CANARY);
  expect(left).toMatchObject({
    relationship: {
      name: '[erased]',
      stakeholders: [{ name: '[erased]' }],
      brief: { promised: [{ what: '[erased]' }], lastRetrospective: { viewsCompared: null } },
    },
    needs: { edges: [{ node: { need: null } }] },
  });
  const { relationships } = left as { relationships: { edges: { node: { customerId: string; name: string } }[] } };
  const rows = Object.fromEntries(relationships.edges.map(({ node }) => [node.customerId, node.name]));
  expect(rows).toMatchObject({ erased: '[erased]', 'other-7': 'Other 7 by another name' });

  // Nothing comes back, whatever is read or written later.
  await api.restart();
  expect(await everything(customerId)).toEqual(left);
  expect((await api.accept('eraseCustomer', { customerId })).replayed).toBe(true);
  const { userErrors } = await api.record('recordCheckIn', { customerId, note: CANARY });
  expect(userErrors).toMatchObject([{ code: 'CUSTOMER_ERASED' }]);
  expect(isOnDisk(CANARY)).toBe(false);
});

it('keeps what is not personal: the history still counts', async () => {
  const customerId = 'counted';
  await api.accept('openRelationship', { customerId, occurredAt: '2026-01-05T09:00:00Z' });
  await api.accept('recordMisstatement', { customerId, what: CANARY, occurredAt: '2026-01-06T09:00:00Z' });
  const score = async () =>
    (
      await api.ask<{ relationship: { trust: { score: number } } }>(
        '{ relationship(customerId: "counted", asOf: "2026-02-01T00:00:00Z") { trust { score } } }',
      )
    ).relationship.trust.score;
  const before = await score();
  await api.accept('eraseCustomer', { customerId });
  expect(await score()).toBe(before);
});
