import { join } from 'node:path';
import { temporaryFolder } from '../kit/deployment.js';
import { settingsKnown } from '../infra/settings-known.js';
import { rapportHere } from '../replay/in-process.js';

type Printed = {
  readonly settings: readonly { readonly name: string; readonly from: string }[];
  readonly problems: string[];
};

describe('rapport config', () => {
  const folder = temporaryFolder();
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
    process.exitCode = 0;
  });
  afterAll(() => folder.remove());

  it('knows every setting that the server reads', async () => {
    const all = settingsKnown();
    // That of a file is asked for too.
    const names = [...all].filter((name) => !all.has(name.replace(/_FILE$/, '')) || !name.endsWith('_FILE')).toSorted();
    const { settings, problems } = JSON.parse(await rapportHere(folder.path, 'config', '--json')) as Printed;
    expect(settings.map(({ name }) => name).toSorted()).toEqual(names);
    expect(settings.find(({ name }) => name === 'DATA_DIR')?.from).toBe('environment');
    expect(problems).toEqual([]);
  });

  it('prints a table and all that is wrong, without secrets, and ends with a code of its own', async () => {
    Object.assign(process.env, { PORT: 'x', LOG_LEVEL: 'loud', ADMIN_TOKEN: 'hunter2' });
    const printed = await rapportHere(folder.path, 'config');
    expect(printed).toContain(`VIEWS_URL                    default      ${join(folder.path, 'views.db')}`);
    expect(printed).toMatch(/3 wrong:\n {2}PORT .*\n {2}ADMIN_TOKEN .*\n {2}LOG_LEVEL .*\n$/);
    expect(printed).not.toContain('hunter2');
    expect(process.exitCode).toBe(4);
  });
});
