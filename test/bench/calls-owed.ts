// A page of the worklist over 100,000 relationships, without assessing them: the whole book, one owner, and the least
// that any page needs, fifty rows by an index. Fifty pages a second are 20 ms a page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDeployment, type Deployment } from '#deployment';
import { benchHistory } from './history.js';
import { measureInterleaved, type BenchRow } from './measure.js';

const RELATIONSHIPS = 100_000;
const CONTACTS = 300_000;
const PAGES = 20;
/** Just after the last contact, so that much is owed and little has lapsed. */
const NOW = Date.UTC(2026, 9, 29);

export async function callsOwedBench(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'calls-owed-bench-'));
  const deployment = await openDeployment({ dataDir }, () => NOW);
  try {
    await fill(deployment);
    const { db, views } = deployment;
    const { owed } = await db
      .selectFrom('obligations')
      .select((each) => each.fn.countAll<number>().as('owed'))
      .executeTakeFirstOrThrow();
    const name = `calls owed, ${RELATIONSHIPS.toLocaleString('en')} relationships, ${owed.toLocaleString('en')} owed`;
    const pages = async (page: () => Promise<unknown>) => {
      for (let read = 0; read < PAGES; read += 1) await page();
      return PAGES;
    };
    return await measureInterleaved(
      name,
      [
        {
          variant: 'fifty rows by an index',
          isLimit: true,
          round: () =>
            pages(() => db.selectFrom('obligations').selectAll().orderBy('points', 'desc').limit(50).execute()),
        },
        {
          variant: 'page of fifty, the whole book',
          round: () => pages(() => views.callsOwed({ first: 50, now: NOW })),
        },
        {
          variant: 'page of fifty, the whole book, by risk times points',
          round: () => pages(() => views.callsOwed({ first: 50, now: NOW, orderBy: 'RISK_TIMES_POINTS' })),
        },
        {
          variant: 'page of fifty, one owner of 100',
          round: () => pages(() => views.callsOwed({ first: 50, owner: 'owner-7', now: NOW })),
        },
      ],
      { rounds: 5 },
    );
  } finally {
    await deployment.close();
    rmSync(dataDir, { recursive: true });
  }
}

async function fill({ store, projector, relationships }: Deployment): Promise<void> {
  const together: Promise<unknown>[] = [];
  for (const { stream, revision, event } of benchHistory(RELATIONSHIPS, CONTACTS)) {
    together.push(store.append(stream, [event], revision === 0 ? 'none' : revision - 1));
    if (together.length === 1_000) await Promise.all(together.splice(0));
  }
  await Promise.all(together);
  await projector.catchUp();
  await relationships.refresh();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await callsOwedBench());
