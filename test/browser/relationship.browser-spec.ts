import type { Browser } from 'playwright-core';
import type { ApiUnderTest } from '../e2e/api-under-test.js';
import { AT, startDemo } from './demo.js';
import { LAPTOP, openChromium, PHONE, Reader } from './reader.js';

type Relationship = { readonly customerId: string; readonly name: string; readonly trust: { readonly score: number } };

describe('a relationship', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  let lowest: Relationship;
  const readers: Reader[] = [];
  beforeAll(async () => {
    [browser, api] = await Promise.all([openChromium(), startDemo()]);
    const { relationships } = await api.ask<{ relationships: { edges: { node: Relationship }[] } }>(
      '{ relationships(first: 1, orderBy: { field: SCORE, direction: ASC }) { edges { node { customerId name trust { score } } } } }',
    );
    lowest = relationships.edges[0]?.node ?? { customerId: '', name: '', trust: { score: 0 } };
  });
  afterEach(async () => {
    for (const reader of readers.splice(0)) await reader.close();
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  async function open(more = '', looks = LAPTOP): Promise<Reader> {
    const reader = await Reader.open(browser, api.url, looks, AT);
    readers.push(reader);
    await reader.signIn();
    await reader.page.getByRole('article').first().waitFor();
    await reader.goTo(`/customers/${lowest.customerId}${more}`);
    await reader.page.getByRole('heading', { name: lowest.name, level: 1 }).waitFor();
    await reader.page.getByRole('img', { name: /^Trust from/ }).waitFor();
    return reader;
  }
  const score = ({ page }: Reader) => page.locator('.head .score strong').textContent();

  it.each([
    ['a laptop', LAPTOP],
    ['a phone', PHONE],
    ['a laptop in the dark', { ...LAPTOP, colorScheme: 'dark' }],
  ] as const)('is accessible and fits on %s', async (_, looks) => {
    const reader = await open('', looks);
    expect(await score(reader)).toBe(lowest.trust.score.toFixed(1));
    expect(await reader.inaccessible()).toEqual([]);
    expect(await reader.page.locator('main').textContent()).not.toMatch(/null|undefined|NaN/);
    const [wide, window] = await reader.page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    expect(wide).toBeLessThanOrEqual(window);
    expect(reader.complaints).toEqual([]);
  });

  it('explains its score: the steps add up from where it starts', async () => {
    const { page } = await open();
    const lines = await page.locator('.waterfall li').all();
    const figures = await Promise.all(lines.map((line) => line.locator('.figure').textContent()));
    const [start = 0, ...rest] = figures.map((figure) => Number(figure));
    const steps = rest.slice(0, -1);
    const sum = steps.reduce((total, step) => total + step, start);
    // Each figure is rounded to a tenth.
    expect(Math.abs(sum - (rest.at(-1) ?? 0))).toBeLessThan(0.05 * (figures.length + 1));
    expect(steps.length).toBeGreaterThan(3);
  });

  it('shows another time, and keeps it in the address', async () => {
    const reader = await open();
    const slider = reader.page.getByRole('slider', { name: 'As of' });
    await slider.focus();
    for (let press = 0; press < 3; press++) await reader.page.keyboard.press('PageDown');
    await reader.page.getByRole('button', { name: 'Back to today' }).waitFor();
    const asOf = /asOf=([^&]+)/.exec(reader.page.url())?.[1] ?? '';
    const { relationship } = await api.ask<{ relationship: Relationship }>(
      'query($id: ID!, $asOf: DateTime) { relationship(customerId: $id, asOf: $asOf) { customerId name trust { score } } }',
      { id: lowest.customerId, asOf: decodeURIComponent(asOf) },
    );
    await reader.page.locator('.head .score').getByText(relationship.trust.score.toFixed(1), { exact: true }).waitFor();
    await reader.page.getByRole('button', { name: 'Only what was known then' }).click();
    await reader.page.waitForURL(/known=2/);
    expect(await reader.inaccessible()).toEqual([]);
    const known = reader.page.getByRole('slider', { name: 'Known at' });
    await known.focus();
    await reader.page.keyboard.press('End');
    await reader.page.waitForURL((url) => !url.href.includes('known='));
    await reader.page.keyboard.press('PageDown');
    await reader.page.waitForURL(/known=2/);
    await reader.page.getByRole('button', { name: 'Back to today' }).click();
    await reader.page.locator('.head .score').getByText(lowest.trust.score.toFixed(1), { exact: true }).waitFor();
  });

  it('is without a contact that was taken back, at the second press', async () => {
    const reader = await open();
    const line = reader.page.locator('.timeline li').filter({ hasText: 'We checked in' }).first();
    await line.getByRole('button', { name: 'Take back' }).click();
    await line.getByRole('button', { name: 'Yes, take it back' }).click();
    await reader.page.locator('.timeline li').filter({ hasText: 'We checked in (taken back)' }).first().waitFor();
  });

  it('records any contact with the form that the schema declares, and shows a refusal at its field', async () => {
    const reader = await open();
    const { page } = reader;
    await page.getByText('Record something else').click();
    await page.getByLabel('What happened').selectOption('recordSentiment');
    await page.getByLabel('Level').selectOption('GOOD');
    expect(await reader.inaccessible()).toEqual([]);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/reason/)
      .waitFor();
    await page.getByLabel('Reason').fill('They asked us to their anniversary');
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('It feels good to us: They asked us to their anniversary').waitFor();
  });

  it('corrects a contact in its own form, and keeps what is not changed', async () => {
    const { contact } = await api.accept('recordCheckIn', {
      customerId: lowest.customerId,
      note: 'A slip of the pen',
      topics: ['prices', 'people'],
      channel: 'PHONE',
      occurredAt: '2026-06-16T08:15:42.123Z',
    });
    const reader = await open();
    const { page } = reader;
    const line = page.locator('.timeline li').filter({ hasText: 'A slip of the pen' });
    await line.getByRole('button', { name: 'Correct', exact: true }).click();
    expect(await line.getByLabel('Topics').inputValue()).toBe('prices\npeople');
    await line.getByText('How, when, with whom').click();
    expect(await reader.inaccessible()).toEqual([]);
    await line.getByLabel('Note', { exact: true }).fill('As it was');
    await line.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText(/^Corrected: trust is now/).waitFor();
    await page.locator('.timeline li').filter({ hasText: 'As it was' }).waitFor();
    const { contacts } = await api.ask<{ contacts: { edges: { node: object }[] } }>(
      'query($id: ID!) { contacts(first: 1, filter: { customerId: $id, types: [CheckInHeld], occurredFrom: "2026-06-16T08:15:42Z" }) { edges { node { contactId note channel occurredAt ... on CheckInHeld { topics } } } } }',
      { id: lowest.customerId },
    );
    expect(contacts.edges[0]?.node).toMatchObject({
      ...{ note: 'As it was', channel: 'PHONE', topics: ['prices', 'people'], occurredAt: '2026-06-16T08:15:42.123Z' },
    });
    expect((contacts.edges[0]?.node as { contactId: string }).contactId).not.toBe(contact?.contactId);
  });

  it('bends the curve by a contact that is supposed, and records nothing', async () => {
    const reader = await open();
    const { page } = reader;
    const count = () =>
      api.ask('query($id: ID!) { relationship(customerId: $id) { contacts(first: 1) { edges { cursor } } } }', {
        id: lowest.customerId,
      });
    const before = await count();
    expect(await page.locator('.curve .supposed').getAttribute('d')).toBe('');
    await page.getByLabel('Suppose that now').selectOption({ label: 'They found out first' });
    await page.getByText(/^-\d.* points at once: trust would be/).waitFor();
    expect(await page.locator('.curve .supposed').getAttribute('d')).toMatch(/^M.*L/);
    expect(await reader.inaccessible()).toEqual([]);
    expect(await count()).toEqual(before);
  });

  it('shows both views of a look back, and marks what one side alone saw', async () => {
    const { customerId } = lowest;
    await api.accept('reportIssue', {
      customerId,
      issueId: 'open-one',
      title: 'The lift stands',
      raisedBy: 'PROVIDER',
    });
    await api.accept('setExpectation', { customerId, what: 'The lift runs', dueAt: '2026-06-20T12:00:00Z' });
    await api.accept('holdRetrospective', {
      customerId,
      providerView: 'The lift stood.\nWe called early.',
      customerView: 'The lift stood.\nNobody said for how long.',
      actions: [{ what: 'Name a time' }],
    });
    const reader = await open();
    const { page } = reader;
    const views = page.locator('.looked-back').first();
    await views.getByText('Nobody said for how long').waitFor();
    expect(await views.locator('mark').allTextContents()).toEqual(['Nobody said for how long.', 'We called early.']);
    await page
      .locator('.matters li')
      .filter({ hasText: 'The lift stands' })
      .getByText('We have not told them.')
      .waitFor();
    await page
      .locator('.matters li')
      .filter({ hasText: 'The lift runs' })
      .getByText(/risk that we miss it/)
      .waitFor();
    expect(await reader.inaccessible()).toEqual([]);
  });

  it('says so where there is none', async () => {
    const reader = await open();
    await reader.goTo('/customers/nobody');
    await reader.page.getByText('There is no such customer').waitFor();
    expect(await reader.inaccessible()).toEqual([]);
  });
});
