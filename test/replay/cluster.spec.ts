// The same questions of a log that is on a server answer the same: all but each log's own positions and times of commit.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KurrentEventStore } from '#event-store';
import { TRUST_BETA_1, type TrustModelDocument } from '#trust';
import type { Backtest } from '#validation';
import { within } from '../kit/deployment.js';
import { startStandIn, type StandIn } from '../kurrentdb/stand-in.js';
import { rapportWith } from '../import/rapport.js';
import { aBook, UNTIL } from './book.js';
import { linesOf, rapportHere } from './in-process.js';

const DRAFT = { ...TRUST_BETA_1.document, id: 'mine/1', cap: 0.05 };
const KNOWN = ['--as-of', '2026-06-18', '--known-at', '2026-07-01'];
const PROMISES = ['--outcome', 'EXPECTATION_MISSED'];

let folder: Awaited<ReturnType<typeof aBook>>;
let server: StandIn;
beforeAll(async () => {
  [folder, server] = [await aBook(5), await startStandIn()];
  const there = new KurrentEventStore(server.url);
  await within(
    folder.path,
    async ({ store, models }) => {
      const data = { modelId: DRAFT.id, document: DRAFT };
      await models.record({ type: 'ModelDrafted', data, recordedBy: 'test', correlationId: 'test' });
      for await (const batch of store.readAll())
        for (const { stream, revision, id, type, data, metadata } of batch)
          await there.append(stream, [{ id, type, data, metadata }], revision === 0 ? 'none' : revision - 1);
    },
    () => UNTIL + 3_600_000,
  );
  await there.close();
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});
afterEach(() => void delete process.env.EVENT_STORE_URL);

const file = (name: string) => join(folder.path, name);
const here = (...words: string[]) => rapportHere(folder.path, ...words);
async function onServer<T>(act: () => Promise<T>): Promise<T> {
  process.env.EVENT_STORE_URL = server.url;
  return act().finally(() => delete process.env.EVENT_STORE_URL);
}

const rows = async (...words: string[]) =>
  linesOf<Record<string, unknown>>(await here(...words))
    .map(({ position: _, appended_at: __, ...row }) => JSON.stringify(row))
    .sort();

it.each([
  [['replay', 'trust', '--format', 'ndjson', '--as-of', '2026-03-01', ...KNOWN]],
  [['replay', 'events', '--json']],
  [['replay', 'events', '--json', '--type', 'CheckInHeld', '--with-names']],
  [['export', 'events', '--with-names']],
  [['export', 'evidence', ...KNOWN]],
  [['export', 'obligations', ...KNOWN]],
  [['export', 'outcomes', ...KNOWN]],
  [['export', 'trust', '--from', '2026-06-01', '--to', '2026-06-18', '--known-at', '2026-07-01', '--interval']],
])('rows of %j', async (words) => {
  const found = await rows(...words);
  expect(await onServer(() => rows(...words))).toEqual(found);
  expect(found.length).toBeGreaterThan(0);
});

it.each([
  [['replay', 'trust', ...KNOWN]],
  [['replay', 'trust', ...KNOWN, '--model', DRAFT.id, '--json']],
  [['replay', 'compare', 'trust-beta/1', DRAFT.id, ...KNOWN]],
  [['replay', 'compare', 'trust-beta/1', 'trust-beta/2', ...KNOWN, '--json']],
  [['backtest', ...PROMISES, '--rounds', '20']],
  [['backtest', ...PROMISES, '--rounds', '20', '--json', '--model', 'trust-beta/2', DRAFT.id]],
  [['backtest', '--outcome', 'CSAT', '--bad-when', 'below:4', '--horizon', '60', '--rounds', '20', '--json']],
  [['fit', ...PROMISES, '--name', 'ours/1', '--json']],
  [['fit', ...PROMISES, '--name', 'ours/1', '--base', DRAFT.id, '--on-warm-up']],
])('what is said by %j', async (words) => {
  const saying = async () => (await here(...words)).replace(/"seconds":[\d.]+/, '');
  const said = await saying();
  expect(await onServer(saying)).toBe(said);
  expect(said.length).toBeGreaterThan(100);
});

it('what was known at a position, which each log has of its own', async () => {
  const half = async () => {
    const events = linesOf<{ event_id: string; position: string }>(await here('replay', 'events', '--json'));
    const { event_id: id, position } = events[Math.floor(events.length / 2)] ?? { event_id: '', position: '' };
    const words = ['--as-of', '2026-06-18', '--known-at-position', position];
    const evidence = linesOf<Record<string, unknown>>(await here('export', 'evidence', ...words));
    return { id, evidence: evidence.map(({ position: _, ...row }) => row) };
  };
  const known = await half();
  expect(await onServer(half)).toEqual(known);
  expect(known.evidence.length).toBeGreaterThan(10);
});

describe('events after a position', () => {
  const eventsAfter = (position: bigint, ...words: string[]) =>
    rapportWith(
      { DATA_DIR: folder.path, EVENT_STORE_URL: server.url },
      ...['replay', 'events', '--json', '--after', String(position), ...words],
    ).ended;

  it('are those that follow the event at it', async () => {
    const events = linesOf<{ position: string }>(await onServer(() => here('replay', 'events', '--json')));
    const { code, stdout } = await eventsAfter(BigInt(events[9]?.position ?? ''));
    expect([code, linesOf(stdout)]).toEqual([0, events.slice(10)]);
  });

  it.each([[[]], [['--follow']]])('at which none stands: that is said, %j', async (words) => {
    const [first] = linesOf<{ position: string }>(await onServer(() => here('replay', 'events', '--json')));
    const between = BigInt(first?.position ?? '') + 1n;
    expect(await eventsAfter(between, ...words)).toEqual({
      code: 2,
      stdout: '',
      stderr: `this log has no event at position ${between}\n`,
    });
  });
});

it.each(['--json', '--with-names'])('replay state %s of every customer', async (flag) => {
  const customers = linesOf<{ customer_id: string }>(await here('export', 'trust', ...KNOWN));
  expect(customers.length).toBeGreaterThan(4);
  for (const { customer_id: customer } of customers) {
    const words = ['replay', 'state', customer, ...KNOWN, flag];
    expect(await onServer(() => here(...words))).toBe(await here(...words));
  }
});

it.each([
  ['compare.html', ['replay', 'compare', 'trust-beta/1', 'trust-beta/2', ...KNOWN, '--html']],
  ['backtest.html', ['backtest', ...PROMISES, '--rounds', '20', '--html']],
  ['ours.json', ['fit', ...PROMISES, '--name', 'ours/1', '--out']],
  ['evidence.parquet', ['export', 'evidence', '--model', DRAFT.id, ...KNOWN, '--out']],
])('the file %s', async (name, words) => {
  const written = async () => {
    await here(...words, file(name));
    const bytes = readFileSync(file(name));
    rmSync(file(name));
    return bytes;
  };
  const bytes = await written();
  const fromServer = await onServer(written);
  expect(fromServer.equals(bytes)).toBe(true);
  expect(bytes.length).toBeGreaterThan(1_000);
});

describe('models of backtest and fit', () => {
  const backtest = async (...words: string[]) =>
    JSON.parse(await here('backtest', ...PROMISES, '--rounds', '20', '--json', ...words)) as Backtest;

  it('are registered ones by their id, or documents by their path', async () => {
    writeFileSync(file('draft.json'), JSON.stringify(DRAFT));
    const registered = await backtest('--model', DRAFT.id);
    expect(registered.headline).toBe('score mine/1');
    expect(await backtest('--model', file('draft.json'))).toEqual(registered);
    expect(await backtest()).not.toEqual(registered);
  });

  it('keep the evidence they were registered with, and what is fitted on them has its own', async () => {
    const fitted = async (base: string) =>
      JSON.parse(await here('fit', ...PROMISES, '--name', 'ours/2', '--base', base, '--json')) as TrustModelDocument;
    const document = { ...(await fitted('trust-beta/1')), id: 'fitted/1' };
    expect(document.evidence?.outcome).toContain('the next promise is missed');
    await within(folder.path, async ({ models }) => {
      const data = { modelId: document.id, document };
      const { recorded, refusals } = await models.record({
        type: 'ModelDrafted',
        data,
        recordedBy: 'test',
        correlationId: 'test',
      });
      expect(refusals).toEqual([]);
      expect(recorded?.registry.named(document.id).document.evidence).toEqual(document.evidence);
    });
    writeFileSync(file('fitted.json'), JSON.stringify(document));
    expect(await fitted('fitted/1')).toEqual(await fitted(file('fitted.json')));
    expect((await fitted('fitted/1')).evidence?.objective).toContain('a cost for each change of fitted/1');
    const { fittedTo, verdicts } = await backtest('--model', 'fitted/1');
    expect(fittedTo).toMatchObject([{ model: 'fitted/1', basedOn: 'the relationships on record' }]);
    expect(verdicts.map(({ code }) => code)).toContain('IN_SAMPLE');
  });

  it('are said where there is none of the name, before anything is read', async () => {
    const there = 'there is no model theirs/1, and no such file; there are trust-beta/3, trust-beta/1,';
    await expect(backtest('--model', 'theirs/1')).rejects.toThrow(there);
    await expect(here('fit', ...PROMISES, '--name', 'a/1', '--base', 'theirs/1')).rejects.toThrow(there);
    await expect(onServer(() => backtest('--model', 'theirs/1'))).rejects.toThrow(there);
    await expect(backtest('--model', folder.path)).rejects.toThrow('cannot be read');
  });
});
