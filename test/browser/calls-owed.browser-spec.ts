import type { Browser } from 'playwright-core';
import type { ApiUnderTest } from '../e2e/api-under-test.js';
import { AT, startDemo } from './demo.js';
import { LAPTOP, openChromium, PHONE, Reader } from './reader.js';

type Owed = { readonly kind: string; readonly relationship: { readonly name: string; readonly owner: string } };

describe('calls owed', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  const readers: Reader[] = [];
  beforeAll(async () => {
    [browser, api] = await Promise.all([openChromium(), startDemo()]);
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  /** A page with the calls, at an address behind the #. */
  async function open(address = '/', looks = LAPTOP): Promise<Reader> {
    const reader = await Reader.open(browser, api.url, looks, AT);
    readers.push(reader);
    await reader.signIn();
    await reader.page.getByRole('heading', { name: 'Calls owed', level: 1 }).waitFor();
    await reader.goTo(address);
    await reader.page.getByRole('article').first().waitFor();
    return reader;
  }

  const owed = async (owner: string | null, kinds: readonly string[] | null = null): Promise<readonly Owed[]> => {
    const query = `query($owner: String, $kinds: [ObligationKind!]) { callsOwed(owner: $owner, kinds: $kinds) { edges { node { kind relationship { name owner } } } } }`;
    const { callsOwed } = await api.ask<{ callsOwed: { edges: { node: Owed }[] } }>(query, { owner, kinds });
    return callsOwed.edges.map(({ node }) => node);
  };
  /** What the page shows: what the supervisor should hear is folded into a line, and the rest is in the order of the API. */
  const expected = async (owner: string | null) => {
    const all = (await owed(owner)).slice(0, 30);
    const names = (of: readonly Owed[]) => of.map(({ relationship }) => relationship.name);
    return {
      folded: names(all.filter(({ kind }) => kind === 'HEADS_UP')),
      open: names(all.filter(({ kind }) => kind !== 'HEADS_UP')),
    };
  };
  const shown = async ({ page }: Reader) => page.getByRole('article').locator('.who').allTextContents();

  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
    ['a laptop in the dark', { ...LAPTOP, colorScheme: 'dark' }],
  ] as const)('are in the order of the API, in words, on %s', async (_, looks) => {
    const reader = await open('/', looks);
    const { folded, open: calls } = await expected(null);
    expect(await shown(reader)).toEqual(calls);
    expect(folded.length).toBeGreaterThan(0);
    await reader.page.getByText(`what your supervisor should hear from you (${folded.length})`).click();
    expect(await shown(reader)).toEqual([...folded, ...calls]);
    const text = (await reader.page.locator('main').textContent()) ?? '';
    // The demo's ids look like amber-kettle-issue-4.
    expect(text).not.toMatch(/[a-z]+-[a-z]+-(issue|promise|fix|request)-\d/);
    expect(text).not.toMatch(/null|undefined|NaN/);
    await reader.page.getByRole('button', { name: 'Brief' }).first().click();
    await reader.page.getByText('Last time they found out first').waitFor();
    expect(await reader.inaccessible()).toEqual([]);
    const [wide, window] = await reader.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    expect(wide).toBeLessThanOrEqual(window);
    expect(reader.complaints).toEqual([]);
  });

  it('are recorded in a sentence and a key, say what that did, and are taken back by one press', async () => {
    const [call] = await owed(null, ['DISCLOSE']);
    const { name, owner } = call?.relationship ?? { name: '', owner: '' };
    const [reader, colleague] = [await open(`/?owner=${owner}`), await open(`/?owner=${owner}`)];
    const article = ({ page }: Reader) => page.getByRole('article', { name: new RegExp(`^${name}: Tell them`) });
    await article(reader).getByRole('button', { name: 'Record the call' }).focus();
    await reader.page.keyboard.press('Enter');
    await reader.page.getByLabel('What was said').waitFor();
    await reader.page.keyboard.type('Told them, with a way round');
    await reader.page.keyboard.press('Enter');
    await reader.page.getByText(`Recorded for ${name}.`).waitFor();
    await reader.page.getByText(/[+-]\d+\.\d points: trust is now|Trust stays/).waitFor();
    expect(await reader.inaccessible()).toEqual([]);
    for (const each of [reader, colleague]) await article(each).waitFor({ state: 'detached' });
    await reader.page.getByRole('button', { name: 'Undo' }).click();
    await reader.page.getByText(`Taken back for ${name}.`).waitFor();
    for (const each of [reader, colleague]) await article(each).waitFor();
  });

  it('are deferred for a reason, and for none they are not', async () => {
    const reader = await open();
    const [before] = await shown(reader);
    await reader.page.getByRole('button', { name: 'Defer' }).first().click();
    await reader.page.keyboard.press('Enter');
    await reader.page.getByText('A text or id is empty or only white space.').waitFor();
    expect(await reader.inaccessible()).toEqual([]);
    await reader.page.getByLabel('Why it can wait').fill('They asked for it after the holidays');
    await reader.page.keyboard.press('Enter');
    await reader.page.getByText(`Deferred for ${before}.`).waitFor();
  });

  it("are the user's own, once the user has said who they are", async () => {
    const owner = (await owed(null)).at(-1)?.relationship.owner ?? '';
    const reader = await open();
    await reader.page.getByRole('combobox', { name: 'Whose calls' }).fill(owner);
    await reader.page.getByRole('option', { name: owner }).click();
    await reader.page.waitForURL(`**/#/?owner=${owner}`);
    await reader.page.getByRole('button', { name: 'That’s me', exact: true }).click();
    await reader.goTo('/');
    await reader.page.getByRole('button', { name: 'Mine', pressed: true }).waitFor();
    expect(await shown(reader)).toEqual((await expected(owner)).open);
  });
});
