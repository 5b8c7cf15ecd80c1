import type { Browser } from 'playwright-core';
import type { ApiUnderTest } from '../e2e/api-under-test.js';
import { AT, startDemo } from './demo.js';
import { LAPTOP, openChromium, PHONE, Reader } from './reader.js';

const PAGE = 25;

describe('the book', () => {
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

  async function open(address = '/book', looks = LAPTOP): Promise<Reader> {
    const reader = await Reader.open(browser, api.url, looks, AT);
    readers.push(reader);
    await reader.signIn();
    await reader.page.getByRole('article').first().waitFor();
    await reader.goTo(address);
    await reader.page.getByRole('table').waitFor();
    return reader;
  }

  async function names(args: string): Promise<readonly string[]> {
    const query = `{ relationships(${args}) { edges { node { name } } } }`;
    const { relationships } = await api.ask<{ relationships: { edges: { node: { name: string } }[] } }>(query);
    return relationships.edges.map(({ node }) => node.name);
  }
  const LOWEST = 'orderBy: { field: SCORE, direction: ASC }';

  /** Waits until the table has these names in this order. */
  async function shows({ page }: Reader, expected: readonly string[]): Promise<void> {
    const shown = () => page.locator('tbody th a').allTextContents();
    await page
      .locator('tbody th a')
      .first()
      .getByText(expected[0] ?? '', { exact: true })
      .waitFor();
    expect(await shown()).toEqual(expected);
  }

  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
    ['a laptop in the dark', { ...LAPTOP, colorScheme: 'dark' }],
  ] as const)('has the lowest score first, is accessible and fits on %s', async (_, looks) => {
    const reader = await open('/book', looks);
    await shows(reader, await names(`${LOWEST}, first: ${PAGE}`));
    expect(await reader.inaccessible()).toEqual([]);
    const [wide, window] = await reader.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    expect(wide).toBeLessThanOrEqual(window);
    expect(reader.complaints).toEqual([]);
  });

  it('is sorted, filtered and paged by the server, and the address keeps it', async () => {
    const reader = await open();
    const all = await names(`${LOWEST}, first: 100`);
    await reader.page.getByRole('link', { name: 'Next page' }).click();
    await shows(reader, all.slice(PAGE));
    await reader.page.goBack();
    await shows(reader, all.slice(0, PAGE));
    await reader.page.getByRole('button', { name: 'Customer' }).click();
    await shows(reader, await names(`orderBy: { field: NAME, direction: ASC }, first: ${PAGE}`));
    await reader.page
      .getByRole('columnheader', { name: 'Customer' })
      .and(reader.page.locator('[aria-sort=ascending]'))
      .waitFor();
    await reader.page.getByRole('button', { name: 'Customer' }).click();
    await shows(reader, await names(`orderBy: { field: NAME, direction: DESC }, first: ${PAGE}`));
    await reader.page.getByRole('button', { name: 'to watch' }).click();
    const watched = await names(`orderBy: { field: NAME, direction: DESC }, filter: { band: WATCH }, first: ${PAGE}`);
    await shows(reader, watched);
    await reader.page.reload();
    await shows(reader, watched);
  });

  it('finds customers as their name is typed, counts what each choice would show, and the address keeps it', async () => {
    const reader = await open();
    const [first = ''] = await names('orderBy: { field: NAME, direction: ASC }, first: 1');
    const [word = ''] = first.toLowerCase().split(' ');
    await reader.page.getByRole('searchbox', { name: 'Find a customer' }).pressSequentially(word);
    await reader.page.waitForURL(new RegExp(`search=${word}`));
    const found = await names(`search: "${word}", ${LOWEST}, first: ${PAGE}`);
    await shows(reader, found);
    await reader.page.getByText(`Relationships: ${found.length}`, { exact: true }).waitFor();
    expect(await reader.page.evaluate('document.activeElement.type')).toBe('search');
    await reader.page.reload();
    await shows(reader, found);
    expect(await reader.inaccessible()).toEqual([]);
    await reader.page.getByRole('searchbox', { name: 'Find a customer' }).fill('');
    await reader.page.waitForURL((url) => !url.href.includes('search='));
    const { counts } = await api.ask<{ counts: { byBand: { band: string; count: number }[] } }>(
      '{ counts: relationshipCounts { byBand { band count } } }',
    );
    const watched = counts.byBand.find(({ band }) => band === 'WATCH')?.count;
    await reader.page.getByRole('button', { name: `to watch ${watched}`, exact: true }).click();
    await reader.page.getByText(`Relationships: ${watched}`, { exact: true }).waitFor();
  });

  it('finds a customer and opens a form or a page from the keyboard, wherever one is', async () => {
    const reader = await open();
    const { page } = reader;
    const [first = ''] = await names('orderBy: { field: NAME, direction: ASC }, first: 1');
    const letters = first.slice(0, 4);
    await page.keyboard.press('Control+k');
    await page.keyboard.type(letters);
    await page.getByRole('menuitem', { name: `Record a contact with ${first}` }).waitFor();
    expect(await reader.inaccessible()).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: first, level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(letters);
    await page.getByRole('menuitem', { name: `Record a contact with ${first}` }).click();
    await page.getByLabel('What happened').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nee');
    await page.getByRole('menuitem', { name: 'Needs' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'From no to yes', level: 1 }).waitFor();
    expect(reader.complaints).toEqual([]);
  });

  it('leads to each relationship, and changes by itself', async () => {
    const reader = await open();
    const [lowest = ''] = await names(`${LOWEST}, first: 1`);
    await api.accept('openRelationship', { customerId: 'newcomer', name: 'Newcomer Bakeries', openingTrust: 10 });
    await reader.page.getByRole('link', { name: 'Newcomer Bakeries' }).waitFor();
    await reader.page.getByRole('link', { name: lowest }).click();
    await reader.page.getByRole('heading', { name: lowest, level: 1 }).waitFor();
  });
});
