// Small tables, each of a kind that once came out wrong.
import { openDeployment } from '#deployment';
import { read } from '../../libs/source/test/source-of.js';
import { CONTACTS, counts, removeScratch, run, scratch, storedIn } from './imported.js';

afterAll(removeScratch);

const CASES = 'test/fixtures/cases';

describe('a source can say', () => {
  it('lists within objects', async () => {
    const sql = `SELECT 'ExpectationSet' AS type, source.author.id AS "customerId", to_timestamp(created_at) AS "occurredAt", id AS "expectationId", NULL AS "about.expectationId" FROM nested
      UNION ALL BY NAME
      SELECT 'StatusUpdateGiven' AS type, customer AS "customerId", to_timestamp(part.created_at) AS "occurredAt", id AS "about.expectationId"
      FROM (SELECT id, source.author.id AS customer, unnest(parts) AS part FROM nested) WHERE part.author.type = 'admin'`;
    const { rows } = await read(sql, [`${CASES}/nested.ndjson`]);
    expect(rows.map(({ contact }) => contact)).toMatchObject([
      {
        type: 'ExpectationSet',
        input: { customerId: 'fox', occurredAt: '2026-03-02T09:30:00.000Z', expectationId: 'c1' },
        recordedAt: null,
      },
      {
        type: 'StatusUpdateGiven',
        input: { customerId: 'fox', occurredAt: '2026-03-02T10:30:00.000Z', about: { expectationId: 'c1' } },
        recordedAt: null,
      },
    ]);
  });

  it('a day and a time of day in two columns', async () => {
    const sql = `SELECT 'ExpectationSet' AS type, client AS "customerId", at(Date, Time, NULL) AS "occurredAt", id AS "expectationId" FROM "two-columns"`;
    const { rows } = await read(sql, [`${CASES}/two-columns.csv`], { yaml: 'zone: Europe/Berlin' });
    expect(rows.map(({ said }) => said.occurredAt)).toEqual(['2026-03-01T08:15:00.000Z']);
  });

  it.each([
    ['due-in-spring', '2026-03-29T22:00:00.000Z', '2026-03-29T22:30:00.000Z'],
    ['due-in-autumn', '2026-10-25T23:00:00.000Z', '2026-10-25T22:30:00.000Z'],
  ])('a day after a day, whatever the clocks do: %s', async (name, dueAt, done) => {
    const sql = `SELECT 'ExpectationSet' AS type, client AS "customerId", opened AS "occurredAt", ticket AS "expectationId", due::DATE + 1 AS "dueAt" FROM "${name}"
      UNION ALL BY NAME SELECT 'ExpectationMet' AS type, client AS "customerId", done AS "occurredAt", ticket AS "expectationId" FROM "${name}"`;
    const { rows } = await read(sql, [`${CASES}/${name}.csv`], { yaml: 'zone: Europe/Berlin' });
    expect(rows.map(({ said }) => [said.type, said.type === 'ExpectationMet' ? said.occurredAt : said.dueAt])).toEqual([
      ['ExpectationSet', dueAt],
      ['ExpectationMet', done],
    ]);
  });

  it('that the file is not UTF-8; until then it is refused', async () => {
    const sql = `SELECT 'ExpectationSet' AS type, client AS "customerId", opened AS "occurredAt", id AS "expectationId" FROM (SELECT *, "at" AS opened FROM latin1)`;
    await expect(read(sql, [`${CASES}/latin1.csv`])).rejects.toThrow('latin1.csv is not UTF-8: byte ');
    const { rows } = await read(sql, [`${CASES}/latin1.csv`], { yaml: 'encoding: latin1' });
    expect(rows.map(({ customerId }) => customerId)).toEqual(['Möller', 'Müller']);
  });
});

describe('contacts as a table', () => {
  it('the history of a customer who was opened before it', async () => {
    const dataDir = scratch();
    const deployment = await openDeployment({ dataDir });
    const input = { customerId: 'late-hist' };
    await deployment.log.record({ type: 'RelationshipOpened', input, recordedBy: 'me', correlationId: 'c' });
    await deployment.close();
    const result = await run(CONTACTS, `${CASES}/history.csv`, dataDir);
    expect(result.report).toEqual([]);
    expect(counts(result)).toMatchObject({ contactsWritten: 3, refused: 0, bad: 0 });
  });

  it('a row without a time is bad, never now; times are read as exports write them', async () => {
    const dataDir = scratch();
    const result = await run(CONTACTS, `${CASES}/no-date.csv`, dataDir);
    expect(result.report).toEqual([
      expect.objectContaining({ line: 4, reason: 'it has no time: occurredAt is empty' }),
    ]);
    expect(counts(await run(CONTACTS, `${CASES}/basic-offset.csv`, dataDir))).toMatchObject({ rowsWritten: 1 });
    expect(storedIn(dataDir)).toHaveLength(3);
  });
});
