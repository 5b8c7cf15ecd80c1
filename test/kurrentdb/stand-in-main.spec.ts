import { EventStoreDBClient } from '@eventstore/db-client';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { collect, event, numbers } from './server-under-test.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
const dataFile = join(folder, 'log.ndjson');
const running: ChildProcess[] = [];

const start = async (...options: string[]): Promise<{ child: ChildProcess; url: string; control: string }> => {
  const program = ['--import', here('../kit/run-typescript.mjs'), here('./stand-in-main.ts')];
  const child = spawn(process.execPath, [...program, '--control-port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  for await (const line of createInterface({ input: child.stdout }))
    return { child, ...(JSON.parse(line) as { url: string; control: string }) };
  throw new Error('the stand-in ended before it served');
};

const kill = async (child: ChildProcess) => {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
};

const post = async (url: string, body?: object): Promise<number> =>
  (await fetch(url, { method: 'POST', body: body && JSON.stringify(body) })).status;

afterAll(async () => {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) await kill(child);
  rmSync(folder, { recursive: true });
});

it('is killed, and the next one on the same port and file goes on where it was', async () => {
  const first = await start('--data-file', dataFile);
  const port = new URL(first.url.replace('esdb:', 'http:')).port;
  const client = EventStoreDBClient.connectionString(first.url);
  const told = event(0);
  const appended = await client.appendToStream('s', told, { expectedRevision: 'no_stream' });
  await client.appendToStream('s', event(1), { expectedRevision: 0n });
  await kill(first.child);
  appendFileSync(dataFile, '[{"stream":"s","rev'); // as a process leaves it that is killed while it writes

  const second = await start('--data-file', dataFile, '--port', port);
  expect(second.url).toBe(first.url);
  const again = EventStoreDBClient.connectionString(second.url);
  expect(await again.appendToStream('s', told, { expectedRevision: 'no_stream' })).toEqual(appended);
  await again.appendToStream('s', event(2), { expectedRevision: 1n });
  expect(numbers(await collect(again.readStream('s')))).toEqual([0, 1, 2]);

  // Faults from outside its process.
  expect(await (await fetch(second.control)).json()).toMatchObject({ nodes: [{ port: Number(port), running: true }] });
  expect(await post(`${second.control}/faults`, { do: 'denyAccess', on: 'batchAppend', times: 1 })).toBe(200);
  await expect(again.appendToStream('s', event(3))).rejects.toMatchObject({ type: 'access-denied' });
  expect(await post(`${second.control}/nodes/0/cut`)).toBe(200);
  expect(await post(`${second.control}/nodes/7/cut`)).toBe(400);
  expect(await post(`${second.control}/faults`, { on: 'append' })).toBe(400);

  const exited = once(second.child, 'exit');
  second.child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});
