import type { Browser } from 'playwright-core';
import type { ApiUnderTest } from '../e2e/api-under-test.js';
import { AT, startDemo } from './demo.js';
import { LAPTOP, openChromium, PHONE, Reader } from './reader.js';

describe('needs and what-if', () => {
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

  async function open(address: string, looks = LAPTOP): Promise<Reader> {
    const reader = await Reader.open(browser, api.url, looks, AT);
    readers.push(reader);
    await reader.signIn();
    await reader.page.getByRole('article').first().waitFor();
    await reader.goTo(address);
    await reader.page.getByRole('heading', { level: 1, name: /From no to yes|What if/ }).waitFor();
    await reader.page.getByRole('article').first().waitFor();
    return reader;
  }

  it.each([
    ['/needs', 'a laptop', LAPTOP],
    ['/needs', 'a phone', PHONE],
    ['/what-if', 'a laptop in the dark', { ...LAPTOP, colorScheme: 'dark' }],
    ['/what-if', 'a phone', PHONE],
  ] as const)('%s is accessible and fits on %s', async (address, _, looks) => {
    const reader = await open(address, looks);
    expect(await reader.inaccessible()).toEqual([]);
    expect(await reader.page.locator('main').textContent()).not.toMatch(/null|undefined|NaN/);
    const [wide, window] = await reader.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    expect(wide).toBeLessThanOrEqual(window);
    expect(reader.complaints).toEqual([]);
  });

  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
  ] as const)('has two models side by side, accessible, on %s', async (_, looks) => {
    const reader = await open('/needs', looks);
    await reader.goTo('/models');
    await reader.page.getByRole('img', { name: /^30 relationships/ }).waitFor();
    const [first = '', second = ''] = await reader.page
      .locator('select')
      .evaluateAll((all: { value: string }[]) => all.map(({ value }) => value));
    expect(first).not.toBe(second);
    const shifts = await reader.page.locator('tbody .figure').allTextContents();
    const sizes = shifts.map((shift) => Math.abs(Number(shift)));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(0);
    await reader.page.getByLabel('Second model').selectOption(first);
    await reader.page.getByText('0 of 30 would be in another band.').waitFor();
    expect(await reader.inaccessible()).toEqual([]);
    const [wide, window] = await reader.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    expect(wide).toBeLessThanOrEqual(window);
    expect(reader.complaints).toEqual([]);
  });

  it('moves a need from no to yes', async () => {
    const { page } = await open('/needs');
    const card = page
      .getByRole('article')
      .filter({ has: page.getByRole('button', { name: 'We took a step' }) })
      .first();
    const name = (await card.getByRole('heading').textContent()) ?? '';
    const stage = (heading: RegExp) =>
      page.locator('.way > section').filter({ has: page.getByRole('heading', { name: heading }) });
    await card.getByRole('button', { name: 'We took a step' }).click();
    await page.keyboard.type('Asked the vendor');
    await page.keyboard.press('Enter');
    await stage(/On the way/)
      .getByText('Asked the vendor')
      .waitFor();
    await stage(/On the way/)
      .getByRole('button', { name: 'It is a yes now' })
      .first()
      .click();
    await page.keyboard.type('The vendor offers it now');
    await page.keyboard.press('Enter');
    await stage(/Now a yes/)
      .getByRole('heading', { name })
      .waitFor();
  });

  it('says who would fall and which calls would prevent it, as the API does', async () => {
    const { page } = await open('/what-if');
    const { stressTest } = await api.ask<{ stressTest: { totals: { falling: number; concerned: number } } }>(
      '{ stressTest(input: { hypothetical: { ownerSilent: { days: 7 } }, waitSeconds: 30 }) { totals { falling concerned } } }',
    );
    const { falling, concerned } = stressTest.totals;
    expect(falling).toBeGreaterThan(0);
    await page.getByText(`${falling} of ${concerned} relationships would fall out of their band.`).waitFor();
    await page.getByText('a service is late').click();
    await page.getByText('Say which service').waitFor();
  });
});
