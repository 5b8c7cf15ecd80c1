import type { Browser } from 'playwright-core';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { CuttableLine } from './cuttable-line.js';
import { openChromium, Reader } from './reader.js';

describe('the connection', () => {
  let api: ApiUnderTest;
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  beforeEach(async () => {
    api = await ApiUnderTest.start();
  });
  afterEach(() => api.stop());
  afterAll(() => browser.close());

  it('brings what others record, without being asked', async () => {
    const reader = await Reader.open(browser, api.url);
    await reader.signIn();
    await reader.page.getByRole('heading', { name: 'Nothing is on record yet' }).waitFor();
    await api.accept('openRelationship', { customerId: 'acme', name: 'Acme Bakeries' });
    await reader.page.getByRole('heading', { name: 'Calls owed' }).waitFor();
    await api.accept('reportIssue', { customerId: 'acme', raisedBy: 'PROVIDER', title: 'Ovens are cold' });
    await reader.page.getByText('Acme Bakeries').waitFor();
    expect(reader.complaints).toEqual([]);
    await reader.close();
  });

  it('says that it is lost, mends itself, and brings what was recorded meanwhile', async () => {
    await api.accept('openRelationship', { customerId: 'acme', name: 'Acme Bakeries' });
    const line = await CuttableLine.to(api.url);
    const reader = await Reader.open(browser, line.url);
    const notice = reader.page.getByText('Connection lost.');
    await reader.signIn();
    await reader.page.getByRole('heading', { name: 'Calls owed' }).waitFor();
    line.cut();
    await notice.waitFor();
    expect(await reader.inaccessible()).toEqual([]);
    await api.accept('reportIssue', { customerId: 'acme', raisedBy: 'PROVIDER', title: 'Ovens are cold' });
    line.mend();
    await reader.page.getByText('Acme Bakeries').waitFor();
    await notice.waitFor({ state: 'detached' });
    await reader.close();
    await line.end();
  });
});
