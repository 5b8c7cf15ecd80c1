import { createHmac } from 'node:crypto';
import { fileOf, read, removeScratch } from './source-of.js';

afterAll(removeScratch);

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What each of these gives, as text. */
async function given(expressions: readonly string[], pseudonymKey?: () => Promise<Buffer>): Promise<unknown[]> {
  const rows = expressions.map((sql, at) => `SELECT ${at} AS place, (${sql})::VARCHAR AS note`);
  const sql = `SELECT 'recordCheckIn' AS type, 'x' AS "customerId", DATE '2026-01-01' AS "occurredAt", note
    FROM (${rows.join(' UNION ALL ')}) ORDER BY place`;
  const found = await read(sql, [fileOf('t.csv', 'a\n1\n')], pseudonymKey === undefined ? {} : { pseudonymKey });
  return found.rows.map(({ said }) => said.note);
}

it('a day, a time of day and a zone are one time, or none', async () => {
  const told: Record<string, string | null> = {
    "at('2026-03-29', '02:30', 'Europe/Berlin')": '2026-03-29 01:30:00+00',
    "at('01.03.26', '09:15:30', 'UTC')": '2026-03-01 09:15:30+00',
    "at(DATE '2026-03-01', TIME '09:15:30.5', 'America/New_York')": '2026-03-01 14:15:30.5+00',
    "at('1 de marzo de 2026', '9h15', 'UTC')": '2026-03-01 09:15:00+00',
    "at('05-Mar-26', NULL, 'UTC')": '2026-03-05 00:00:00+00',
    "at('2026-03-01 12:05 AM', NULL, 'UTC')": '2026-03-01 00:05:00+00',
    "at('2026-03-01T09:15:00+05:30', NULL, 'Europe/Berlin')": '2026-03-01 03:45:00+00',
    "at('Sun, 1 Mar 2026 09:15:00 GMT', NULL, 'Europe/Berlin')": '2026-03-01 09:15:00+00',
    "at('31.02.2026', '10:00', 'UTC')": null,
    "at('2026-03-01', 'noon', 'UTC')": null,
    "at('2026-03-01', '25:00', 'UTC')": null,
    "at(NULL, '10:00', 'UTC')": null,
  };
  expect(await given(Object.keys(told))).toEqual(Object.values(told));
});

it('what a person reads of HTML', async () => {
  const told: Record<string, string | null> = {
    "text('<style>a{}</style><div>Tom &amp;amp; Co</div><!-- x --><br/>2 &lt; 3')": 'Tom &amp; Co\n2 < 3',
    "text('a < b and c > d')": 'a < b and c > d',
    "text('&#x20AC;&#228;&#9999999;')": '€ä',
    "text(' <p> </p> ')": null,
  };
  expect(await given(Object.keys(told))).toEqual(Object.values(told));
});

it('a severity is read from words, else from a number that counts from the most urgent', async () => {
  const told: Record<string, string | null> = {
    "severity('3 high')": 'MAJOR',
    "severity('1 low')": 'MINOR',
    'severity(2)': 'MAJOR',
    "severity('Sev-4')": 'MINOR',
    "severity('Hoch')": 'MAJOR',
    "severity('somewhat')": null,
  };
  expect(await given(Object.keys(told))).toEqual(Object.values(told));
});

it('a pseudonym depends on the address and on the key, which is only asked for where one is made', async () => {
  const forms = ['Desk <DESK@example.com>', 'mailto:desk@example.com', ' desk@example.com '];
  const made = forms.map((form) => `pseudonym('${form}')`);
  const keyed = (byte: number) => given(made, () => Promise.resolve(Buffer.alloc(32, byte)));
  const [one, other] = [await keyed(1), await keyed(2)];
  expect(new Set(one).size).toBe(1);
  expect(one[0]).toMatch(/^p-[0-9a-f]{24}$/);
  expect(other[0]).not.toBe(one[0]);
  // As any other maker of HMAC-SHA-256 would: the key of the pseudonyms is derived from the given one.
  expect(one[0]).toBe(
    `p-${hmac(hmac(Buffer.alloc(32, 1), 'pseudonyms'), 'desk@example.com')
      .toString('hex')
      .slice(0, 24)}`,
  );
  const refused = () => Promise.reject(new Error('asked'));
  await expect(given(["domain_of('desk@example.com')"], refused)).resolves.toEqual(['example.com']);
  await expect(given(made, refused)).rejects.toThrow('asked');
});
