import { complain, say, sayRows, tell } from './saying.js';

const DANGEROUS = 'a\u001b[2Jb';
const VISIBLE = 'a\\u001b[2Jb';

const { isTTY } = process.stdout;
let written: string[];
beforeEach(() => {
  written = [];
  const take = (some: unknown) => written.push(String(some)) > 0;
  jest.spyOn(process.stdout, 'write').mockImplementation(take);
  jest.spyOn(console, 'log').mockImplementation(take);
  jest.spyOn(console, 'error').mockImplementation(take);
});
afterEach(() => {
  process.stdout.isTTY = isTTY;
  jest.restoreAllMocks();
});

it('makes control characters visible in all that is for people', async () => {
  await say(DANGEROUS);
  tell(DANGEROUS);
  complain(DANGEROUS);
  expect(written).toEqual([VISIBLE, VISIBLE, VISIBLE]);
});

it('writes rows to the byte, and to a terminal without what it would obey', async () => {
  process.stdout.isTTY = false;
  await sayRows(DANGEROUS);
  process.stdout.isTTY = true;
  await sayRows(DANGEROUS);
  expect(written).toEqual([DANGEROUS, VISIBLE]);
});
