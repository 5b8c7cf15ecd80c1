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
  expect(said).toContain('Predicted: the next +nps within 1 days is below -100');
});

it('fits no model by a name that is taken, since it could not be drafted', async () => {
  await expect(rapport('fit', '--name', 'trust-beta/1')).rejects.toThrow('--name trust-beta/1 is on record already');
});
