import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { aBook, ODD } from '../replay/book.js';
import { rapportHere } from '../replay/in-process.js';

const COMMANDS = [...readFileSync('docs/replay.md', 'utf8').matchAll(/^npx rapport (.+)$/gm)].map(
  ([, command = '']) => command,
);

let folder: Awaited<ReturnType<typeof aBook>>;
beforeAll(async () => {
  folder = await aBook(3);
});
afterAll(() => folder.remove());

it('has commands', () => expect(COMMANDS.length).toBeGreaterThan(12));

it.each(COMMANDS)('npx rapport %s', async (command) => {
  const words = command.split(' ').map((word, index, all) => {
    const isFile = ['--out', '--html', '--columns'].includes(all[index - 1] ?? '');
    return isFile ? join(folder.path, basename(word)) : word === 'larch-ribbon' ? ODD : word;
  });
  expect(await rapportHere(folder.path, ...words)).not.toBe('');
});
