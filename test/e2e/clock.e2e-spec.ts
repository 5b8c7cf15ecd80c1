import { ApiUnderTest } from './api-under-test.js';
import { probe } from './probe.js';

// The clock of the machine is set ahead and back while the server runs.

const HOUR = 3_600_000;
let leap = 0;
/** By how much the clock goes on each time it is read, milliseconds. */
let step = 0;
const clocks = { now: () => Date.now() + (leap += step), steady: () => performance.now() };

let api: ApiUnderTest;
beforeEach(async () => {
  leap = 0;
  step = 0;
  api = await ApiUnderTest.start({ clocks, watchEveryMs: HOUR });
  await api.accept('openRelationship', { customerId: 'acme' });
});
afterEach(() => api.stop());

const CHECK_IN = 'mutation { recordCheckIn(input: { customerId: "acme" }) { contact { occurredAt } } }';
const checkIn = () => api.ask<{ recordCheckIn: { contact: { occurredAt: string } } }>(CHECK_IN);

it('does not follow a leap ahead, and says so', async () => {
  leap = HOUR;
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'degraded', degraded: ['CLOCK_LEAPT'] });
  const { recordCheckIn } = await checkIn();
  expect(Date.parse(recordCheckIn.contact.occurredAt)).toBeLessThan(Date.now() + HOUR / 2);
  leap = 0;
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'ready' });
  await checkIn();
});

it('records nothing while the clock is before the log, and says so', async () => {
  leap = -HOUR;
  expect(await probe(api, 'ready')).toMatchObject({ code: 503, status: 'not ready' });
  expect((await api.codes(CHECK_IN)).codes).toEqual(['CLOCK_BEHIND']);
  leap = 0;
  await checkIn();
});

it('takes what a caller says to be up to two seconds ahead as now, and knows it again', async () => {
  const input = { customerId: 'acme', idempotencyKey: 'k', occurredAt: new Date(Date.now() + 1_900).toISOString() };
  const record = (given: object) => api.record('recordCheckIn', { ...given });
  const first = await record(input);
  expect(first.userErrors).toEqual([]);
  expect(Date.parse(first.contact?.occurredAt ?? '')).toBeLessThan(Date.parse(input.occurredAt));
  expect(await record(input)).toMatchObject({ replayed: true, contact: first.contact });
  const other = { ...input, occurredAt: first.contact?.occurredAt };
  expect((await record(other)).userErrors).toHaveLength(1);
  const late = { ...input, idempotencyKey: 'l', occurredAt: new Date(Date.now() + 60_000).toISOString() };
  expect((await record(late)).userErrors).toMatchObject([{ code: 'OCCURRED_IN_FUTURE' }]);
});

it('is read once for one answer, whatever is asked', async () => {
  for (const customerId of ['bolt', 'cove']) await api.accept('openRelationship', { customerId, cadenceDays: 1 });
  const facts = { requestId: 'R', needId: 'N', need: 'exports' };
  for (const customerId of ['bolt', 'cove']) await api.accept('recordRequest', { customerId, ...facts });
  const owed = 'obligations { minutesLeft relationship { asOf trust { asOf } } }';
  const query = `{
    first: relationship(customerId: "acme") { asOf trust { asOf knownAt } }
    relationships { edges { node { asOf trust { asOf knownAt interval { low } } ${owed} stakeholders { name } } } }
    listed: relationships { edges { node { asOf trust { asOf } } } }
    callsOwed { edges { node { relationship { asOf ${owed} } contact { contactId } } } }
    needs { edges { node { waitingCustomers { relationship { asOf } } } } }
    contacts { edges { node { contactId } } }
    byModel: relationships(model: "trust-beta/3") { edges { node { asOf trust { asOf } } } }
    last: relationship(customerId: "bolt") { asOf trust { asOf } }
  }`;
  step = 7;
  const times = new Set(JSON.stringify(await api.ask(query)).match(/(?<="(?:asOf|knownAt)":")[^"]+/g));
  expect([...times]).toHaveLength(1);
});

it('is read again for what a mutation answers, so that it includes what was recorded', async () => {
  step = 7;
  const record = (name: string) =>
    `${name}: recordCheckIn(input: { customerId: "acme" }) { contact { occurredAt } relationship { asOf lastContactAt } }`;
  type Payload = { contact: { occurredAt: string }; relationship: { asOf: string; lastContactAt: string } };
  const answer = await api.ask<Record<string, Payload>>(`mutation { ${record('a')} ${record('b')} }`);
  for (const { contact, relationship } of Object.values(answer)) {
    expect(relationship.lastContactAt).toBe(contact.occurredAt);
    expect(Date.parse(relationship.asOf)).toBeGreaterThan(Date.parse(contact.occurredAt));
  }
});
