import { Command } from 'commander';
import { backtestVerb } from '../../apps/cli/src/backtest/backtest-verb.js';
import { withChanceOptions, capacity, share, spanOfDays, whole } from '../../apps/cli/src/backtest/bounds.js';
import { sourceFrom } from '#source';

const SPANS_REFUSED = [0, -1, 0.001, 0.0416, 36_525.1, 1e9];
const SPANS_TAKEN = [1 / 24, 0.5, 1, 36_525];

const questionAt = (question: object) =>
  sourceFrom('ours', { contacts: '' }, { validation: { predicts: 'x', question } }).validation?.question;

describe('horizons and steps are from an hour to a century', () => {
  const question = { outcome: 'CSAT', badWhen: { below: 3 }, horizonDays: 30, everyDays: 30 };

  it.each(SPANS_REFUSED)('not %d days', (days) => {
    expect(() => spanOfDays(String(days))).toThrow('from 1/24 (an hour) to 36525 (a century)');
    for (const name of ['horizonDays', 'everyDays'])
      expect(() => questionAt({ ...question, [name]: days })).toThrow(
        `validation.question.${name} must be a number of days, from 1/24 (an hour) to 36525 (a century)`,
      );
  });

  it.each(SPANS_TAKEN)('but %d days', (days) => {
    expect(spanOfDays(String(days))).toBe(days);
    expect(questionAt({ ...question, horizonDays: days, everyDays: days })).toMatchObject({
      horizonDays: days,
      everyDays: days,
    });
  });
});

it('takes a capacity for a share and never for a number of customers', () => {
  expect(['0.0001', '0.1', '1'].map(capacity)).toEqual([0.0001, 0.1, 1]);
  for (const wrong of ['10', '1.0001', '0', '-0.1', '', '5%', 'Infinity', 'NaN'])
    expect(() => capacity(wrong)).toThrow('a share of the predictions, above 0 and up to 1, such as 0.1');
});

it('takes a warm-up of less than all, and whole numbers', () => {
  expect([share('0'), share('0.999'), whole('0'), whole('7')]).toEqual([0, 0.999, 0, 7]);
  for (const wrong of ['1', '-0.1', 'all']) expect(() => share(wrong)).toThrow('a share from 0 to below 1');
  for (const wrong of ['-1', '1.5', '']) expect(() => whole(wrong)).toThrow('a whole number');
});

describe('chance', () => {
  const options = (...words: string[]) =>
    withChanceOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }))
      .parse(words, { from: 'user' })
      .opts();

  it('is drawn as often as says anything, from a seed that is told from every other', () => {
    expect(options()).toEqual({ seed: 1, rounds: 500 });
    expect(options('--rounds', '10', '--seed', '0')).toEqual({ seed: 0, rounds: 10 });
    expect(options('--rounds', '10000', '--seed', '4294967295')).toEqual({ seed: 4_294_967_295, rounds: 10_000 });
  });

  it.each([
    ['--rounds', '9'],
    ['--rounds', '0'],
    ['--rounds', '10001'],
    ['--rounds', '1e9'],
    ['--rounds', '20.5'],
    ['--rounds', '1e3'],
    ['--seed', '0x10'],
    ['--seed', '4294967296'],
    ['--seed', '-1'],
  ])('is not drawn with %s %s', (...words) => {
    expect(() => options(...words)).toThrow(/A whole number from \d+ to \d+ is wanted/);
  });
});

it('says so on the command line before it reads anything', async () => {
  const program = new Command('rapport').exitOverride().configureOutput({ writeErr: () => {} });
  backtestVerb(program);
  for (const verb of program.commands) verb.exitOverride().copyInheritedSettings(program);
  await expect(
    program.parseAsync(['backtest', '--outcome', 'LEFT', '--horizon', '30', '--capacity', '10'], { from: 'user' }),
  ).rejects.toThrow("option '--capacity <share...>' argument '10' is invalid. It must be a share of the predictions");
});
