import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InboxStore, type ListedRequest } from '#intake';
import { temporaryFolder } from '../kit/deployment.js';
import { until } from '../kit/until.js';
import { rapportHere } from '../replay/in-process.js';
import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { COMMENT, intercom, SECRETS, signedByZendesk, SOLVED, zendesk, type Sent } from './inbox-payloads.js';

// Other systems send to a whole server over real HTTP. What they send is kept, mapped in a process of its own, and recorded.

const folder = temporaryFolder();
let api: ApiUnderTest;

function source(name: string, sql: string, inbox: string): void {
  mkdirSync(join(folder.path, name));
  writeFileSync(join(folder.path, name, 'inbox.sql'), sql);
  writeFileSync(join(folder.path, name, 'source.yaml'), `inbox: ${inbox}\n`);
}

/** The customer in what Zendesk sends. */
const ORGANIZATION = 'org-8447346622462';
const CHECK_IN = `SELECT 'CheckInHeld' AS type, body ->> '$.customer' AS "customerId", body ->> '$.at' AS "occurredAt",
  coalesce(body ->> '$.note', ((body ->> '$.minutes')::INTEGER)::VARCHAR) AS note FROM request`;
const ENDLESS = `SELECT 'CheckInHeld' AS type, 'c' AS "customerId", max(a.range + b.range)::VARCHAR AS "occurredAt" FROM range(10000000) a, range(10000000) b`;

beforeAll(async () => {
  for (const name of ['zendesk', 'intercom'])
    cpSync(join('apps/cli/sources', name), join(folder.path, name), { recursive: true });
  appendFileSync(join(folder.path, 'zendesk/source.yaml'), 'expect: every 1h\n');
  source('plain', CHECK_IN, '{ signature: { token: X-Crm-Token }, maxKb: 2, id: /id }');
  source('endless', ENDLESS, '{ signature: { token: X-Crm-Token }, timeout: 1s }');
  source('slow', ENDLESS, '{ signature: { token: X-Crm-Token }, timeout: 2s }');
  api = await ApiUnderTest.start({
    settings: {
      SOURCES_DIR: folder.path,
      INBOX_SECRET_ZENDESK: SECRETS.zendesk,
      INBOX_SECRET_INTERCOM: `the-secret-before-this ${SECRETS.intercom}`,
      ...Object.fromEntries(['PLAIN', 'ENDLESS', 'SLOW'].map((name) => [`INBOX_SECRET_${name}`, SECRETS.plain])),
    },
  });
});
afterAll(async () => {
  await api.stop();
  folder.remove();
});
afterEach(() => api.setClock(null));

const post = (inbox: string, { body, headers }: Sent) =>
  fetch(new URL(`/inbox/${inbox}`, api.url), {
    method: 'POST',
    body,
    headers: { ...headers, 'content-type': 'application/json' },
  });

async function answered(inbox: string, sent: Sent): Promise<string> {
  const response = await post(inbox, sent);
  const { code, repeated } = (await response.json()) as { code?: string; repeated?: boolean };
  return `${response.status} ${code ?? (repeated ? 'repeated' : 'taken')}`;
}

const plain = (said: object): Sent => ({ body: JSON.stringify(said), headers: { 'x-crm-token': SECRETS.plain } });
const checkIn = (id: string, customer: string, more: object = {}) =>
  plain({ id, customer, at: '2026-03-02T09:30:00Z', note: `Jo said ${id}`, ...more });

type Contact = { readonly type: string; readonly recordedBy: string; readonly issueId?: string };

async function contactsOf(customerId: string): Promise<readonly Contact[]> {
  const query = `query($id: ID!) { relationship(customerId: $id) { contacts(first: 50) { edges { node { type recordedBy ... on IssueReported { issueId } } } } } }`;
  const { relationship } = await api.ask<{
    relationship: { contacts: { edges: readonly { node: Contact }[] } } | null;
  }>(query, { id: customerId });
  return relationship?.contacts.edges.map(({ node }) => node) ?? [];
}

const typesOf = async (customerId: string) => (await contactsOf(customerId)).map(({ type }) => type).sort();

function waitingNow(): readonly ListedRequest[] {
  const store = InboxStore.open(join(api.dataDir, 'inbox.db'));
  try {
    return store.list(['WAITING'], null, 100);
  } finally {
    store.close();
  }
}

/** Waits until no request waits any more. The clock goes on to where a refused one is tried again. */
async function mapped(): Promise<void> {
  let ahead = 0;
  await until(async () => {
    const waiting = waitingNow();
    if (waiting.some(({ code }) => code !== null)) {
      ahead += 11 * 60_000;
      api.setClock(new Date(Date.now() + ahead).toISOString());
    }
    return waiting.length === 0;
  });
  api.setClock(null);
}

type Listed = {
  readonly number: number;
  readonly inbox: string;
  readonly state: string;
  readonly code: string | null;
  readonly reason: string;
};

/** The requests that failed. */
async function listed(): Promise<readonly Listed[]> {
  const stdout = await rapportHere(api.dataDir, 'inbox', 'list', '--json');
  return (JSON.parse(stdout) as { requests: readonly Listed[] }).requests;
}

/** A failed request is shown once, and given up. */
async function failedIn(inbox: string): Promise<Listed | undefined> {
  const found = (await listed()).find((each) => each.inbox === inbox);
  if (found !== undefined) await rapportHere(api.dataDir, 'inbox', 'drop', String(found.number));
  return found;
}

it('records what two systems send, each in its form, whatever overtakes what', async () => {
  const before = Date.now() - 60_000;
  expect(await answered('zendesk', zendesk('comment_added', { ticket: '1', event: COMMENT }))).toBe('202 taken');
  await until(() => waitingNow().some(({ code }) => code === 'ROWS_REFUSED'));
  expect(await answered('zendesk', zendesk('created', { ticket: '1', at: before }))).toBe('202 taken');
  expect(await answered('zendesk', zendesk('status_changed', { ticket: '1', event: SOLVED }))).toBe('202 taken');
  for (const [topic, id] of [
    ['conversation.user.created', 'n1'],
    ['conversation.admin.replied', 'n2'],
    ['conversation.admin.closed', 'n3'],
  ] as const)
    expect(await answered('intercom', intercom(topic, { id, talk: '403' }))).toBe('202 taken');
  await mapped();
  expect(await listed()).toEqual([]);
  const types = ['IssueReported', 'IssueResolved', 'RelationshipOpened', 'StatusUpdateGiven'];
  expect(await typesOf('contact-5ba682d23d7cf92bef87bfd4')).toEqual(types);
  // The ticket shows that the relationship is older than the comment was.
  expect(await typesOf(ORGANIZATION)).toEqual([...types, 'RelationshipOpened'].sort());
  const recorders = new Set((await contactsOf(ORGANIZATION)).map(({ recordedBy }) => recordedBy));
  expect([...recorders]).toEqual(['inbox:zendesk']);
});

it('knows a repeat by its id, also if it is sent with another count of attempts', async () => {
  const again = intercom('conversation.user.created', { id: 'n1', talk: '403', attempts: 2 });
  expect(await answered('intercom', again)).toBe('202 repeated');
  expect(await answered('zendesk', zendesk('created', { ticket: '1' }))).toBe('202 repeated');
});

it('refuses what is not signed as its system signs', async () => {
  const sent = zendesk('created', { ticket: '2' });
  expect(await answered('zendesk', { body: sent.body, headers: {} })).toBe('401 SIGNATURE_MISSING');
  expect(await answered('zendesk', { ...sent, body: sent.body.replace('wrong', 'right') })).toBe('401 SIGNATURE_WRONG');
  expect(await answered('zendesk', signedByZendesk(sent.body, Date.now(), SECRETS.plain))).toBe('401 SIGNATURE_WRONG');
  expect(await answered('zendesk', signedByZendesk(sent.body, Date.now() - 301_000))).toBe('401 SIGNATURE_OLD');
  expect(await answered('plain', { ...checkIn('x', 'c'), headers: { 'x-crm-token': 'another' } })).toBe(
    '401 SIGNATURE_WRONG',
  );
  expect((await fetch(new URL('/inbox/plain', api.url))).status).toBe(405);
  expect((await fetch(new URL('/inbox/nobody', api.url), { method: 'POST' })).status).toBe(404);
});

it('takes a body up to its size, and only JSON', async () => {
  const filled = (bytes: number) => {
    const { length } = checkIn('size', 'size', { note: '' }).body;
    return checkIn('size', 'size', { note: 'x'.repeat(bytes - length) });
  };
  expect(filled(2048).body).toHaveLength(2048);
  expect(await answered('plain', filled(2049))).toBe('413 BODY_TOO_LARGE');
  expect(await answered('plain', filled(2048))).toBe('202 taken');
  const headers = { 'x-crm-token': SECRETS.plain };
  expect(await answered('plain', { headers, body: '{"id": "y", ' })).toBe('400 NOT_JSON');
  expect(await answered('plain', { headers, body: '['.repeat(66) + ']'.repeat(66) })).toBe('400 NOT_JSON');
  expect(await answered('plain', { headers, body: '{"no": "id"}' })).toBe('400 NO_ID');
  await mapped();
});

it('keeps what cannot be mapped, sealed, with its reason, until somebody retries it', async () => {
  await answered('plain', checkIn('bad', 'c-bad', { at: 'yesterday, said jo@example.com' }));
  await mapped();
  const [failed] = await listed();
  expect(failed).toMatchObject({ inbox: 'plain', state: 'FAILED', code: 'ROWS_REFUSED' });
  expect(failed?.reason).toContain('occurredAt');
  for (const file of ['inbox.db', 'inbox.db-wal'])
    expect(readFileSync(join(api.dataDir, file)).includes('jo@example.com')).toBe(false);
  const health = (await (await fetch(new URL('/health/ready', api.url))).json()) as { degraded: { reason: string }[] };
  expect(health.degraded.map(({ reason }) => reason)).toContain('INBOX_FAILED');
  const metrics = await (
    await fetch(new URL('/metrics', api.url), { headers: { authorization: `Bearer ${TOKEN}` } })
  ).text();
  expect(metrics).toContain('rapport_inbox_failed{inbox="plain"} 1');
  await rapportHere(api.dataDir, 'inbox', 'retry');
  await mapped();
  expect(await failedIn('plain')).toMatchObject({ code: 'ROWS_REFUSED' });
  expect(await listed()).toEqual([]);
});

it('keeps a request over which the SQL fails, and no file shows what it says', async () => {
  await answered('plain', checkIn('sql', 'c-sql', { note: null, minutes: 'jo@example.com' }));
  await mapped();
  expect(readFileSync(join(api.dataDir, 'inbox.db-wal')).includes('jo@example.com')).toBe(false);
  const failed = await failedIn('plain');
  expect(failed).toMatchObject({ code: 'SQL_FAILED' });
  expect(failed?.reason).toContain('Could not convert string');
});

it('stops SQL that never ends, and maps what waits behind it', async () => {
  await answered('endless', plain({ n: 1 }));
  await answered('plain', checkIn('after', 'c-after'));
  await until(async () => (await typesOf('c-after')).length === 2);
  expect(await failedIn('endless')).toMatchObject({ code: 'TOOK_TOO_LONG' });
});

it('goes on without doubling where it was cut off before the end of a mapping was noted', async () => {
  const noted = jest.spyOn(InboxStore.prototype, 'mapped').mockImplementationOnce(() => {
    throw new Error('cut off');
  });
  await answered('plain', checkIn('cut', 'c-cut'));
  await until(() => waitingNow().some(({ code }) => code === 'NOT_RECORDED'));
  expect(await typesOf('c-cut')).toEqual(['CheckInHeld', 'RelationshipOpened']);
  api.setClock(new Date(Date.now() + 11_000).toISOString());
  await mapped();
  expect(noted).toHaveBeenCalledTimes(2);
  noted.mockRestore();
  expect(await typesOf('c-cut')).toEqual(['CheckInHeld', 'RelationshipOpened']);
});

/** Ends the process that maps, if there is one. */
function killMapper(): void {
  const found = spawnSync('pgrep', ['-P', String(process.pid), '-f', 'mapping-process']).stdout.toString();
  for (const pid of found.split('\n').filter((each) => each !== ''))
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
}

it('starts another process where the one that maps is killed', async () => {
  await answered('slow', plain({ n: 1 }));
  await until(() => {
    killMapper();
    return waitingNow().some(({ code }) => code === 'MAPPER_ENDED');
  });
  await answered('plain', checkIn('survives', 'c-survives'));
  await until(async () => (await typesOf('c-survives')).length === 2);
});

it('maps after a restart what was taken before it', async () => {
  await answered('slow', plain({ n: 2 }));
  await answered('plain', checkIn('later', 'c-later'));
  await api.restart();
  await until(async () => (await typesOf('c-later')).length === 2);
});

it('takes ten at once, each once', async () => {
  const ids = Array.from({ length: 10 }, (_, n) => `ten-${n}`);
  const outcomes = await Promise.all([...ids, ...ids].map((id) => answered('plain', checkIn(id, 'c-ten'))));
  expect(outcomes.filter((each) => each === '202 taken')).toHaveLength(10);
  await until(async () => (await typesOf('c-ten')).length === 11);
});

it('keeps nothing of what is sent about an erased customer', async () => {
  await api.accept('eraseCustomer', { customerId: 'c-ten' });
  expect(await answered('plain', checkIn('of-erased', 'c-ten'))).toBe('202 taken');
  await mapped();
  expect((await listed()).filter(({ inbox }) => inbox === 'plain')).toEqual([]);
});

describe('a source of which something is expected', () => {
  const FEEDS = `query($id: ID!) {
    sourceFeeds { name newestAt expectedWithinMinutes stale }
    relationship(customerId: $id) { sourceFeeds { name stale } obligations { kind staleSource { name } } }
    callsOwed(kinds: [RESPOND]) { edges { node { customerId staleSource { name } } } }
  }`;
  type Fed = {
    readonly sourceFeeds: readonly { readonly name: string; readonly newestAt: string; readonly stale: boolean }[];
    readonly relationship: {
      readonly sourceFeeds: readonly { readonly name: string; readonly stale: boolean }[];
      readonly obligations: readonly {
        readonly kind: string;
        readonly staleSource: { readonly name: string } | null;
      }[];
    };
    readonly callsOwed: { readonly edges: readonly { readonly node: { readonly staleSource: object | null } }[] };
  };
  const asked = () => api.ask<Fed>(FEEDS, { id: ORGANIZATION });
  const onSilence = ({ relationship }: Fed) =>
    relationship.obligations.filter(({ kind }) => kind === 'RESPOND').map(({ staleSource }) => staleSource);
  const reasons = async () => {
    const health = await fetch(new URL('/health/ready', api.url));
    return ((await health.json()) as { degraded: { reason: string }[] }).degraded.map(({ reason }) => reason);
  };

  it('is shown with its age, and beside what rests on it once it is stale', async () => {
    expect(await answered('zendesk', zendesk('created', { ticket: '5' }))).toBe('202 taken');
    await until(async () => onSilence(await asked()).length === 1);
    const fresh = await asked();
    expect(fresh.sourceFeeds).toMatchObject([{ name: 'zendesk', expectedWithinMinutes: 60, stale: false }]);
    expect(fresh.relationship.sourceFeeds).toEqual([{ name: 'zendesk', stale: false }]);
    expect(onSilence(fresh)).toEqual([null]);
    expect(await reasons()).not.toContain('SOURCE_STALE');

    api.setClock(new Date(Date.now() + 3_700_000).toISOString());
    const stale = await asked();
    expect(stale.relationship.sourceFeeds).toEqual([{ name: 'zendesk', stale: true }]);
    expect(onSilence(stale)).toEqual([{ name: 'zendesk' }]);
    expect(stale.callsOwed.edges.map(({ node }) => node.staleSource)).toContainEqual({ name: 'zendesk' });
    expect(await reasons()).toContain('SOURCE_STALE');
    const scraped = await fetch(new URL('/metrics', api.url), { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(await scraped.text()).toContain('rapport_source_stale{source="zendesk"} 1');
  });

  it('is as old after a restart, which reads it from the log', async () => {
    const [before] = (await asked()).sourceFeeds;
    await api.restart();
    await until(async () => (await asked()).sourceFeeds[0]?.newestAt === before?.newestAt);
  });

  it('says nothing of another time', async () => {
    const query = `query($id: ID!, $asOf: DateTime!) { relationship(customerId: $id, asOf: $asOf) { sourceFeeds { name } } }`;
    const asOf = new Date(Date.now() - 1_000).toISOString();
    const { relationship } = await api.ask<{ relationship: object | null }>(query, { id: ORGANIZATION, asOf });
    expect(relationship).toEqual({ sourceFeeds: [] });
  });
});
