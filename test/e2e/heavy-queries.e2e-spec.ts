import { DAY_MS, toIso } from '#relationship';
import { until } from '../kit/until.js';
import { type Answer, ApiUnderTest } from './api-under-test.js';
import { sample } from './scrape.js';

const CONTACTS = 400;
const BEGIN = Date.UTC(2026, 0, 1);
const HEAVY = `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: ${curve('busy')}`).join(' ')} }`;
const CHEAP = '{ relationship(customerId: "quiet") { customerId } }';

function curve(customerId: string): string {
  return `relationship(customerId: "${customerId}") { trustHistory(from: "2026-01-01T00:00:00Z", to: "2026-12-01T00:00:00Z", points: 1000) { score } }`;
}

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start({ at: '2026-12-01T00:00:00Z' });
  await api.accept('openRelationship', { customerId: 'quiet' });
  const contact = (type: string, n: number, facts: object) => ({
    type,
    input: { customerId: 'busy', occurredAt: toIso(BEGIN + n * DAY_MS * 0.5), ...facts },
    recordedBy: 'test',
    correlationId: 'c',
  });
  const updates = Array.from({ length: CONTACTS }, (_, n) =>
    contact('StatusUpdateGiven', n + 1, { about: { issueId: 'I' }, changed: true, idempotencyKey: `u${n}` }),
  );
  const opening = [
    contact('RelationshipOpened', 0, {}),
    contact('IssueReported', 0, { issueId: 'I', raisedBy: 'PROVIDER' }),
  ];
  const recorded = await api.deployment.log.recordAll([...opening, ...updates]);
  expect(recorded.flatMap(({ refusals }) => refusals)).toEqual([]);
});
afterAll(() => api.stop());

it('answers cheap queries while a heavy one is computed', async () => {
  const order: string[] = [];
  const heavy = api.ask(HEAVY).then(() => order.push('heavy'));
  await until(async () => ((await sample(api, 'rapport_places_in_use')) ?? 0) > 0);
  for (let n = 0; n < 5; n += 1) {
    await api.ask(CHEAP);
    order.push('cheap');
  }
  await heavy;
  expect(order).toEqual(['cheap', 'cheap', 'cheap', 'cheap', 'cheap', 'heavy']);
});

it('stops computing when the caller goes away', async () => {
  const caller = new AbortController();
  const answer = fetch(api.url, {
    method: 'POST',
    headers: { authorization: 'Bearer a-token-for-tests-alone', 'content-type': 'application/json' },
    body: JSON.stringify({ query: HEAVY }),
    signal: caller.signal,
  });
  await until(async () => ((await sample(api, 'rapport_places_in_use')) ?? 0) > 0);
  caller.abort();
  await expect(answer).rejects.toThrow();
  await until(async () => (await sample(api, 'rapport_places_in_use')) === 0);
});

it('lets one socket read the log from the start ten times at once, and again when one has reached the present', async () => {
  const client = api.socket();
  const query = 'subscription { contactRecorded(after: "0") { cursor } }';
  const told: number[] = [];
  const refused: unknown[] = [];
  const replay = (index: number) => {
    told[index] = 0;
    client.subscribe(
      { query },
      {
        next: ({ errors }) => {
          if (errors === undefined) told[index] = (told[index] ?? 0) + 1;
          else refused.push(...errors);
        },
        error: (error) => refused.push(error),
        complete: () => undefined,
      },
    );
  };
  for (let index = 0; index < 11; index += 1) replay(index);
  // Both openings and the issue besides the updates.
  const all = CONTACTS + 3;
  await until(() => told.filter((count) => count === all).length === 10);
  expect(refused).toMatchObject([{ extensions: { code: 'TOO_MANY_REPLAYS', retryAfterSeconds: 1 } }]);
  replay(11);
  await until(() => told[11] === all);
  expect(refused).toHaveLength(1);
  await client.dispose();
});

it('answers stress tests of more past days than there are workers for, or says that it is busy', async () => {
  const test = async (day: number) => {
    const query = `{ stressTest(input: { hypothetical: { promisesMissed: { withinDays: 14 } } }, asOf: "2026-06-0${day}T00:00:00Z") { relationships { edges { cursor } } } }`;
    const { data, errors } = (await (await api.send({ query })).json()) as Answer<object>;
    return errors?.map(({ extensions }) => extensions.code).join() ?? (data === undefined ? 'nothing' : 'answered');
  };
  const answers = new Set<string>();
  for (let round = 0; round < 3; round += 1)
    for (const answer of await Promise.all([1, 2, 3, 4].map(test))) answers.add(answer);
  expect([...answers].sort()).toEqual(['OVERLOADED', 'answered']);
  expect(await test(9)).toBe('answered');
});
