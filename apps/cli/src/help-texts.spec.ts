import { helpTexts } from './help-texts.js';
import { newProgram } from './program.js';
import { addVerbs } from './verbs.js';

it('has the help of every verb, as commander prints it on a terminal of 80 columns', async () => {
  const texts = await helpTexts();
  let printed = '';
  const program = newProgram({ writeOut: (text) => void (printed += text), getOutHelpWidth: () => 80 });
  await addVerbs(program, ['replay', 'state']);
  await expect(program.parseAsync(['replay', 'state', '--help'], { from: 'user' })).rejects.toThrow('outputHelp');
  expect(texts['replay state']).toBe(printed);
  expect(texts['']).toMatch(/^Usage: rapport VERB \[options\]\n(.*\n)*Exit codes:/);
  expect(Object.keys(texts)).toEqual(
    expect.arrayContaining(['start', 'doctor', 'export', 'export log', 'token create']),
  );
});
