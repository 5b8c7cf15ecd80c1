import { aBook } from '../replay/book.js';
import { rapportHere } from '../replay/in-process.js';

let folder: Awaited<ReturnType<typeof aBook>>;
beforeAll(async () => {
  folder = await aBook(8);
});
afterAll(() => folder.remove());

const CHURN = ['--outcome', 'CHURMED', '--horizon', '30', '--bad-when', 'OBSERVED'];
const rapport = (...words: string[]) => rapportHere(folder.path, ...words);

it('does not predict what was never observed, and says what was', async () => {
  const none = /^no outcome CHURMED is on record; there are \+NPS, /;
  await expect(rapport('backtest', ...CHURN, '--rounds', '10')).rejects.toThrow(none);
  await expect(rapport('fit', ...CHURN, '--name', 'ours/1')).rejects.toThrow(none);
});

it('does where it was, though every outcome is alike', async () => {
  const said = await rapport(
    'backtest',
    '--outcome',
    '+nps',
    '--horizon',
    '1',
    '--bad-when',
    'below:-100',
    '--rounds',
    '10',
  );
  expect(said).toContain('Predicted: the next +nps within 1 day is below -100');
});

it('fits no model by a name that is taken, since it could not be drafted', async () => {
  await expect(rapport('fit', '--name', 'trust-beta/1')).rejects.toThrow('--name trust-beta/1 is on record already');
});

it('says that the result cannot be written before it is worked out', async () => {
  const taken = /cannot be written: it is a directory$/;
  await expect(rapport('fit', ...CHURN, '--name', 'ours/1', '--out', folder.path)).rejects.toThrow(taken);
  await expect(rapport('backtest', ...CHURN, '--html', folder.path)).rejects.toThrow(taken);
});

it.each([
  [['fit', '--name', 'ours/1', '--out'], /^\{[^]*\}\n$/],
  [['fit', '--name', 'ours/1', '--json', '--out'], /^\{[^]*\}\n$/],
  [['backtest', '--rounds', '10', '--html'], /^<!doctype html>[^]*<\/html>\n?$/i],
  [['backtest', '--rounds', '10', '--json', '--html'], /^<!doctype html>[^]*<\/html>\n?$/i],
])('says nothing on stdout beside a result that is written there: %j', async (words, alone) => {
  const said = await rapport(...words, '/dev/stdout', '--outcome', 'EXPECTATION_MISSED');
  expect(said).toMatch(alone);
  if (words[0] === 'fit') expect(JSON.parse(said)).toMatchObject({ id: 'ours/1' });
});
