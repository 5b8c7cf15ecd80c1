import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { ApiUnderTest, TOKEN } from '../e2e/api-under-test.js';
import { until } from '../kit/until.js';
import { counts, EXTRACT, INCIDENTS, removeScratch, run } from '../import/imported.js';

const README = readFileSync('README.md', 'utf8');
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe('the README', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    // A port of its own, so that the server is at the same address after a restart.
    api = await ApiUnderTest.start({ settings: { PORT: String(await freePort()) } });
  });
  afterAll(async () => {
    await api.stop();
    removeScratch();
  });

  it('says what the import of the extract prints', async () => {
    const summary = counts(await run(INCIDENTS, EXTRACT, api.dataDir));
    const [printed = ''] = blocks('text');
    const numbers = [...printed.matchAll(/^ *(\d+) {2}/gm)].map(([, number]) => Number(number));
    const contacts = Number(/written: (\d+) contacts/.exec(printed)?.[1]);
    const [rowsRead, rowsWritten, unchanged, refused, bad] = numbers;
    expect(summary).toEqual({ rowsRead, rowsWritten, contactsWritten: contacts, unchanged, refused, bad, cut: 0 });
  });

  it('asks a first question with its real answer', async () => {
    const asked = blocks('sh').find((code) => code.includes('curl')) ?? '';
    const body = /<<'QUERY'\n([\s\S]*?)\nQUERY/.exec(asked)?.[1] ?? '';
    const response = await api.send(body, { authorization: `Bearer ${TOKEN}` });
    const [expected = ''] = blocks('json');
    expect(await response.json()).toEqual(JSON.parse(expected));
  });

  it('records an example that may be sent twice as it stands', async () => {
    const [recording = ''] = blocks('graphql');
    const twice = recording
      .replaceAll(/userErrors \{/g, 'replayed userErrors {')
      .replaceAll(/replayed\s+replayed/g, 'replayed');
    for (const replayed of [false, true]) {
      const { data } = (await (await api.send({ query: twice })).json()) as { data: Record<string, object> };
      expect(Object.values(data)).toHaveLength(3);
      for (const payload of Object.values(data)) expect(payload).toMatchObject({ replayed, userErrors: [] });
    }
  });

  it('records contacts and lists them as it says, and follows trust by a subscription that is valid', async () => {
    const [recording = '', listing = '', following = ''] = blocks('graphql');
    const answer = (await (await api.send({ query: recording })).json()) as {
      data: { recordProactiveCall: { contact: object; userErrors: object[] } };
    };
    expect(answer.data.recordProactiveCall).toMatchObject({
      contact: { news: 'BAD', options: [{ kind: 'WORKAROUND', what: 'Export by hand at noon' }] },
      userErrors: [],
    });
    const { contacts } = await api.ask<{ contacts: { edges: { node: object }[] } }>(listing);
    const nodes = contacts.edges.map(({ node }) => node);
    expect(nodes).toHaveLength(3);
    for (const facts of [
      { type: 'ProactiveCallMade', news: 'BAD', apologised: true },
      { type: 'IssueReported', title: 'Nightly export is late', raisedBy: 'PROVIDER' },
      { type: 'RelationshipOpened' },
    ])
      expect(nodes).toContainEqual(expect.objectContaining(facts));
    // Over plain HTTP a valid subscription is refused for that, an invalid one for its mistakes.
    const refused = (await (await api.send({ query: following })).json()) as { errors: { message: string }[] };
    expect(refused.errors.map(({ message }) => message).join()).toMatch(/subscription/i);
  });

  it('follows trust by a program that misses nothing and repeats nothing over a restart', async () => {
    const [program = ''] = blocks('js');
    const env = { ...process.env, RAPPORT: api.url.replace('http', 'ws'), TOKEN };
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, 'follow', '0'], { env });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    const untilHeard = async (): Promise<void> => {
      const query = '{ contacts(first: 1) { freshness { head } } }';
      const { contacts } = await api.ask<{ contacts: { freshness: { head: string } } }>(query);
      await until(() => lines.at(-1)?.startsWith(`${contacts.freshness.head} `) ?? false);
    };
    try {
      await api.accept('recordCheckIn', { customerId: 'acme' });
      await untilHeard();
      await api.restart();
      await api.accept('recordCheckIn', { customerId: 'acme' });
      await untilHeard();
    } finally {
      child.kill();
    }
    const told = lines.map((line) => /^(\d+) acme: (\S+) -> (\S+)$/.exec(line)?.slice(1).map(Number) ?? []);
    expect(lines[0]).toMatch(/ acme: new -> 70$/);
    for (const [index, [cursor = NaN, before]] of told.slice(1).entries()) {
      const [earlier, , after = NaN] = told[index] ?? [];
      expect(cursor).toBeGreaterThan(earlier ?? NaN);
      // Each begins where the one before ended.
      expect(before).toBeCloseTo(after, 5);
    }
  });
});
