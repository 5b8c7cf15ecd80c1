import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { ApiUnderTest } from '../e2e/api-under-test.js';
import { AT, startDemo } from './demo.js';
import { LAPTOP, openChromium, PHONE, Reader, type Looks } from './reader.js';

/** `npm run pictures` takes them; otherwise the guide is only asked whether it shows them. */
const isTaking = process.env.WRITE_PICTURES === '1';
const FOLDER = 'docs/pictures';

type Picture = {
  readonly looks: Looks;
  readonly address: string;
  readonly open?: (reader: Reader) => Promise<unknown>;
};

const heading = (name: string) => (reader: Reader) => reader.page.getByRole('heading', { name }).first().waitFor();
const press = (name: string, then: string) => async (reader: Reader) => {
  await reader.page.getByRole('button', { name }).first().click();
  await reader.page.getByText(then).first().waitFor();
};
const scrolledTo = (name: string) => async (reader: Reader) => {
  await reader.page
    .getByRole('heading', { name })
    .first()
    .evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());
  await reader.page.evaluate('scrollBy(0, -80)');
};

const suppose = async (reader: Reader) => {
  await reader.page.getByLabel('Suppose that now').selectOption({ label: 'They found out first' });
  await reader.page.getByText(/points at once/).waitFor();
  await scrolledTo('How trust went')(reader);
};
const find = async (reader: Reader) => {
  await reader.page.getByRole('table').waitFor();
  await reader.page.keyboard.press('Control+k');
  await reader.page.keyboard.type('m');
  await reader.page.getByRole('menuitem', { name: 'Record a contact with' }).first().waitFor();
};

/** By the name of their file. The customer is one of the demo, which is always the same. */
const PICTURES: Readonly<Record<string, Picture>> = {
  'calls-owed': { looks: LAPTOP, address: '/?owner=am-summit', open: heading('Then') },
  'calls-owed-phone': { looks: PHONE, address: '/?owner=am-harbour', open: heading('Then') },
  brief: { looks: LAPTOP, address: '/?owner=am-summit', open: press('Brief', 'Last contact') },
  relationship: { looks: LAPTOP, address: 'LOWEST', open: scrolledTo('How trust went') },
  suppose: { looks: LAPTOP, address: 'LOWEST', open: suppose },
  'looked-back': { looks: LAPTOP, address: 'LOOKED_BACK', open: scrolledTo('Looking back') },
  'find-or-do': { looks: LAPTOP, address: '/book', open: find },
  why: { looks: { ...LAPTOP, colorScheme: 'dark' }, address: 'LOWEST', open: scrolledTo('Why this score') },
  book: { looks: LAPTOP, address: '/book', open: heading('All relationships') },
};

it.each(Object.keys(PICTURES))('the guide shows %s', (name) => {
  expect(readFileSync('docs/dashboard.md', 'utf8')).toContain(`(pictures/${name}.png)`);
});

(isTaking ? describe : describe.skip)('pictures', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  let lowest = '';
  let lookedBack = '';
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    [browser, api] = await Promise.all([openChromium(), startDemo()]);
    const { relationships } = await api.ask<{ relationships: { edges: { node: { customerId: string } }[] } }>(
      '{ relationships(first: 1, filter: { band: WATCH }, orderBy: { field: SCORE, direction: ASC }) { edges { node { customerId } } } }',
    );
    lowest = `/customers/${relationships.edges[0]?.node.customerId}`;
    const { contacts } = await api.ask<{
      contacts: { edges: { node: { customerId: string; viewsCompared: unknown } }[] };
    }>(
      '{ contacts(first: 50, filter: { types: [RetrospectiveHeld] }) { edges { node { customerId ... on RetrospectiveHeld { viewsCompared { bothSaw } } } } } }',
    );
    const held = contacts.edges.find(({ node }) => node.viewsCompared !== null);
    lookedBack = `/customers/${held?.node.customerId}`;
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  it.each(Object.entries(PICTURES))('%s', async (name, { looks, address, open }) => {
    const reader = await Reader.open(browser, api.url, looks, AT);
    await reader.signIn();
    await reader.page.getByRole('article').first().waitFor();
    await reader.goTo({ LOWEST: lowest, LOOKED_BACK: lookedBack }[address] ?? address);
    if (/^[A-Z]/.test(address)) await reader.page.locator('.timeline li').first().waitFor();
    await open?.(reader);
    await reader.page.screenshot({ path: join(FOLDER, `${name}.png`), caret: 'hide' });
    await reader.close();
  });
});
