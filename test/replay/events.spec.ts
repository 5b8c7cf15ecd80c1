import { toIso } from '#relationship';
import { rapport } from '../import/rapport.js';
import { until } from '../kit/until.js';
import { aBook, CANARIES, contactsIn, ODD, recordHere, UNTIL } from './book.js';
import { linesOf, rapportHere } from './in-process.js';

type Row = {
  position: string;
  type: string;
  customer_id: string | null;
  occurred_at: string;
  recorded_at: string;
  facts: Record<string, unknown>;
  sealed_fields: string[];
};

let folder: Awaited<ReturnType<typeof aBook>>;
beforeAll(async () => {
  folder = await aBook(4);
});
afterAll(() => folder.remove());

const events = async (...words: string[]) =>
  linesOf<Row>(await rapportHere(folder.path, 'replay', 'events', '--json', ...words));

it('says every event once, in the order in which it was recorded', async () => {
  const rows = await events();
  const positions = rows.map(({ position }) => Number(position));
  expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  const contacts = [...(await contactsIn(folder.path)).values()].flat();
  const ofCustomers = rows.filter((row) => row.customer_id !== null && row.type !== 'NeedStepTaken');
  expect(ofCustomers).toHaveLength(contacts.length);
  expect(new Set(positions).size).toBe(rows.length);
});

it('filters by customer, type, both clocks and position, froms included and tos not', async () => {
  const all = await events();
  const same = async (wanted: (row: Row) => boolean, ...words: string[]) => {
    const expected = all.filter(wanted).map(({ position }) => position);
    expect((await events(...words)).map(({ position }) => position)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
  };
  const middle = all[Math.floor(all.length / 2)] as Row;
  await same((row) => row.customer_id === ODD, '--customer', ODD);
  await same((row) => row.type === 'CheckInHeld', '--type', 'CheckInHeld');
  await same(
    (row) => ['CheckInHeld', 'OutcomeObserved'].includes(row.type) && row.customer_id === ODD,
    ...['--type', 'CheckInHeld', '--type', 'OutcomeObserved', '--customer', ODD],
  );
  await same((row) => row.occurred_at >= middle.occurred_at, '--occurred-from', middle.occurred_at);
  await same((row) => row.occurred_at < middle.occurred_at, '--occurred-to', middle.occurred_at);
  await same((row) => row.recorded_at >= middle.recorded_at, '--recorded-from', middle.recorded_at);
  await same((row) => row.recorded_at < middle.recorded_at, '--recorded-to', middle.recorded_at);
  await same((row) => Number(row.position) > Number(middle.position), '--after', middle.position);
  await same((row) => Number(row.position) <= Number(middle.position), '--up-to', middle.position);
  expect(await events('--limit', '7')).toEqual(all.slice(0, 7));
});

it('keeps what is personal sealed unless it is asked for', async () => {
  const sealed = await rapportHere(folder.path, 'replay', 'events', '--json');
  for (const canary of CANARIES) expect(sealed).not.toContain(canary);
  const [opening] = linesOf<Row>(sealed).filter((row) => row.customer_id === ODD);
  expect(opening).toMatchObject({
    type: 'RelationshipOpened',
    sealed_fields: ['name'],
    facts: { segment: '-SEGMENT' },
  });
  const opened = await rapportHere(folder.path, 'replay', 'events', '--json', '--with-names');
  for (const canary of CANARIES) expect(opened).toContain(canary);
});

it('shows lines for people', async () => {
  const lines = (await rapportHere(folder.path, 'replay', 'events', '--customer', ODD)).trimEnd().split('\n');
  expect(lines[0]).toMatch(/position +occurred +customer +type +facts/);
  expect(lines).toHaveLength(6);
  expect(lines[1]).toMatch(/2026-06-17 14:31Z +.* RelationshipOpened +"segment":"-SEGMENT".* name: sealed$/);
});

it('follows what is recorded beside it, until it is interrupted', async () => {
  const [last] = (await events()).slice(-1);
  const { child, ended } = rapport(
    folder.path,
    'replay',
    'events',
    '--json',
    '--follow',
    '--after',
    last?.position ?? '',
  );
  let heard = '';
  child.stdout.on('data', (chunk) => (heard += String(chunk)));
  await recordHere(folder.path, [['CheckInHeld', { customerId: ODD, occurredAt: toIso(UNTIL + 1_800_000) }]]);
  await until(() => heard.includes('\n'));
  await recordHere(folder.path, [['RelationshipClosed', { customerId: ODD, occurredAt: toIso(UNTIL + 1_900_000) }]]);
  await until(() => heard.split('\n').length >= 3);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(linesOf<Row>(heard).map(({ type }) => type)).toEqual(['CheckInHeld', 'RelationshipClosed']);
  expect([code, stderr]).toEqual([130, '']);
});

it('refuses to follow to an end', async () => {
  await expect(events('--follow', '--up-to', '5')).rejects.toThrow('--follow has no end');
});

it.each([
  [['--customer', 'nobody'], 'nothing is recorded about customer nobody'],
  [['--type', 'checkinheld'], 'no events of type checkinheld (CheckInHeld?)'],
  [['--type', 'CheckInHeld', '--type', 'Nonsense'], 'no events of type Nonsense; docs/contacts.md'],
  [['--occurred-from', '2026-05-01', '--occurred-to', '2026-05-01'], '--occurred-from must be before --occurred-to'],
  [['--recorded-from', '2026-05-02', '--recorded-to', '2026-05-01'], '--recorded-from must be before --recorded-to'],
  [['--after', '20', '--up-to', '20'], '--after must be before --up-to'],
  [['--follow', '--up-to', '20'], '--follow has no end'],
])('refuses %j, which no event can ever match', async (words, problem) => {
  await expect(events(...words)).rejects.toThrow(problem);
});

it('takes the types of the registers for what they are', async () => {
  for (const type of ['NeedStepTaken', 'ModelActivated', 'ObligationLapsed'])
    await expect(events('--type', type)).resolves.toBeInstanceOf(Array);
});
