import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContactLog, KeyRing, type RecordAnswer, type RecordRequest } from '#contact-log';
import { MemoryEventStore } from '#event-store';
import { Tally, type RowProblem } from '#intake';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';

const SOURCES = 'apps/cli/sources';
const EXPORTS = 'test/fixtures/sources';
const PAGE = 'docs/shipped-sources.md';
/** `WRITE_DOCS=1` writes what came of the exports and the table of the page; otherwise both are compared. */
const isWriting = process.env.WRITE_DOCS === '1';

/** These are tested with an extract of the real data, in test/backtest and test/import. */
const OF_PUBLIC_DATA = ['bitcoin-otc', 'incident-log', 'usaid-scms'];
const names = readdirSync(SOURCES).filter((name) => !OF_PUBLIC_DATA.includes(name));

class HeardLog extends ContactLog {
  readonly heard: RecordRequest[] = [];

  override recordAll(requests: readonly RecordRequest[]): Promise<readonly RecordAnswer[]> {
    this.heard.push(...requests);
    return super.recordAll(requests);
  }
}

const filesOf = (name: string): string[] =>
  globSync(`${EXPORTS}/${name}/*`)
    .filter((file) => !file.endsWith('expected.txt'))
    .sort();

async function imported(name: string, log: HeardLog) {
  const problems: RowProblem[] = [];
  const tally = new Tally((problem) => problems.push(problem));
  const context = { log, tally, memory: null, progress: SILENT, signal: new AbortController().signal, now: Date.now() };
  const pseudonymKey = () => Promise.resolve(Buffer.from('of this test'));
  await sourceIn(join(SOURCES, name), filesOf(name))({ ...context, pseudonymKey });
  return { problems, summary: tally.summary(0) };
}

const newLog = () => new HeardLog(new MemoryEventStore(), new KeyRing(':memory:'));

function lineOf({ type, input, recordedBy }: RecordRequest): string {
  const { customerId, occurredAt, idempotencyKey: _, ...facts } = input as Record<string, unknown>;
  return [customerId, occurredAt, type, 'by', recordedBy, JSON.stringify(facts)].join(' ');
}

const rowsOfPage: string[] = [];

it.each(names)('%s records what its export says, and nothing is refused', async (name) => {
  const log = newLog();
  const { problems, summary } = await imported(name, log);
  expect(problems).toEqual([]);
  const lines = `${log.heard.map(lineOf).join('\n')}\n`;
  const expected = `${EXPORTS}/${name}/expected.txt`;
  if (isWriting) writeFileSync(expected, lines);
  expect(lines).toBe(readFileSync(expected, 'utf8'));
  const customers = new Set(log.heard.map(({ input }) => (input as { customerId: string }).customerId));
  rowsOfPage.push(
    `| [${name}](../${SOURCES}/${name}/contacts.sql) | ${filesOf(name)
      .map((file) => `\`${file.split('/').at(-1)}\``)
      .join(
        ' ',
      )} | ${summary.contactsWritten} contacts of ${customers.size} ${customers.size === 1 ? 'customer' : 'customers'} |`,
  );
});

it('the page names every source with what its export gives', () => {
  expect(names.every((name) => existsSync(`${EXPORTS}/${name}`))).toBe(true);
  const page = readFileSync(PAGE, 'utf8');
  const table = `<!-- prettier-ignore-start -->\n| Source | Files | The export in test/fixtures gives |\n| --- | --- | --- |\n${rowsOfPage.join('\n')}\n<!-- prettier-ignore-end -->`;
  const written = page.replace(/<!-- prettier-ignore-start -->[\s\S]*<!-- prettier-ignore-end -->/, table);
  if (isWriting) writeFileSync(PAGE, written);
  expect(isWriting ? written : page).toBe(written);
  expect(names.filter((name) => !page.includes(`\n## ${name}`))).toEqual([]);
});

it('the same export again adds nothing', async () => {
  const log = newLog();
  const first = await imported('zendesk', log);
  const again = await imported('zendesk', log);
  expect(again.summary).toMatchObject({ rowsWritten: 0, unchanged: first.summary.rowsRead });
});
