import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { TOKEN } from '../e2e/api-under-test.js';
import { chromiumHere, SYSTEM_PATH } from './chromium.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What WCAG 2.2 AA asks for, as far as a program can see it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Violation = {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary: string }[];
};

export type Looks = Pick<BrowserContextOptions, 'colorScheme' | 'viewport' | 'locale' | 'isMobile' | 'hasTouch'>;

export const PHONE: Looks = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const LAPTOP: Looks = { viewport: { width: 1280, height: 800 } };

export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumHere() ?? '',
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, PATH: SYSTEM_PATH },
  });

/** Somebody who looks at the page in a window of their own, with nothing kept from before. */
export class Reader {
  /** What the browser complained about: errors of scripts, and whatever the policy of the page forbids. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  /** @param apiUrl the address of GraphQL @param at what the browser's clock stands at; left out, it goes */
  static async open(browser: Browser, apiUrl: string, looks: Looks = LAPTOP, at?: string): Promise<Reader> {
    const context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      ...looks,
    });
    const reader = new Reader(await context.newPage(), new URL('/', apiUrl).href);
    if (at !== undefined) await reader.page.clock.setFixedTime(at);
    await reader.page.goto(reader.url);
    return reader;
  }

  async signIn(token: string = TOKEN): Promise<void> {
    await this.page.getByLabel('Token').fill(token);
    await this.page.keyboard.press('Enter');
  }

  /** @param address behind the #, such as `/book` */
  async goTo(address: string): Promise<void> {
    await this.page.goto(`${this.url}#${address}`);
  }

  /** What axe finds, one line each; empty if the page is accessible as far as a program can tell. */
  async inaccessible(): Promise<readonly string[]> {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate<{ violations: readonly Violation[] }>(
      `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`,
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary}`),
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
