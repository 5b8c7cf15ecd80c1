import type { Browser } from 'playwright-core';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { LAPTOP, openChromium, PHONE, Reader } from './reader.js';

describe('the page', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  const readers: Reader[] = [];
  beforeAll(async () => {
    api = await ApiUnderTest.start();
    browser = await openChromium();
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  async function open(...how: Parameters<typeof Reader.open> extends [Browser, string, ...infer Rest] ? Rest : never) {
    const reader = await Reader.open(browser, api.url, ...how);
    readers.push(reader);
    return reader;
  }

  it('asks for a token, says so where it is wrong, and keeps it for this tab alone', async () => {
    const { page, ...reader } = await open();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const signedIn = await open();
    await signedIn.signIn('not-the-token-of-this-server');
    await signedIn.page.getByText('The server does not take this token.').waitFor();
    expect(await signedIn.inaccessible()).toEqual([]);
    await signedIn.signIn();
    await signedIn.page.getByRole('heading', { name: 'Nothing is on record yet' }).waitFor();
    await signedIn.page.reload();
    await signedIn.page.getByRole('heading', { name: 'Nothing is on record yet' }).waitFor();
    expect(await signedIn.inaccessible()).toEqual([]);
    await signedIn.page.getByRole('button', { name: 'Settings' }).click();
    await signedIn.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signedIn.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(reader.complaints).toEqual([]);
    // The browser itself reports each answer that is an error.
    expect(signedIn.complaints.filter((each) => !each.includes('401'))).toEqual([]);
  });

  it('speaks German where the browser does, and what its user chooses', async () => {
    const reader = await open({ ...LAPTOP, locale: 'de-CH' });
    await reader.page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(await reader.page.getAttribute('html', 'lang')).toBe('de');
    await reader.signIn();
    await reader.page.getByRole('button', { name: 'Einstellungen' }).click();
    await reader.page.getByRole('menuitem', { name: 'English' }).click();
    await reader.page.getByRole('heading', { name: 'Nothing is on record yet' }).waitFor();
  });

  it.each([
    ['a phone', PHONE],
    ['a laptop in the dark', { ...LAPTOP, colorScheme: 'dark' }],
  ] as const)('fits %s', async (_, looks) => {
    const reader = await open(looks);
    await reader.signIn();
    await reader.page.getByRole('heading', { name: 'Nothing is on record yet' }).waitFor();
    expect(await reader.inaccessible()).toEqual([]);
    const [wide, window] = await reader.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    expect(wide).toBeLessThanOrEqual(window);
  });
});
