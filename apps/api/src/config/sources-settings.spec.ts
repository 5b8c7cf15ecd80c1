import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationInvalid } from '#deployment';
import { temporaryFolder } from '../../../../test/kit/deployment.js';
import { servedSources } from './sources-settings.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

function source(name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder.path, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder.path, name, file), text);
}
const INBOX = { 'inbox.sql': 'SELECT 1', 'source.yaml': 'inbox: { signature: zendesk }' };
const SECRET = 'a-secret-of-16-or-more';
const served = (settings: Readonly<Record<string, string>> = {}) =>
  servedSources({ SOURCES_DIR: folder.path, ...settings });

it('are none where no folder is named', () => expect(servedSources({})).toEqual([]));

it('are the folders in it, each with the secrets of its inbox', () => {
  source('my-crm', INBOX);
  source('calls', { 'contacts.sql': 'SELECT 1', 'source.yaml': 'expect: every 7d' });
  source('..data', {});
  writeFileSync(join(folder.path, 'README'), 'no source');
  const [calls, crm] = served({ INBOX_SECRET_MY_CRM: `${SECRET}  ${SECRET}-2` });
  expect(calls).toMatchObject({ source: { id: 'calls', inbox: null, expectEveryMs: 7 * 86_400_000 }, secrets: [] });
  expect(crm).toMatchObject({
    source: { id: 'my-crm', sql: '', inbox: { id: 'body', role: 'LEAD', team: null, maxBytes: 1_048_576 } },
    secrets: [SECRET, `${SECRET}-2`],
  });
});

it.each([
  ['crm', INBOX, {}, 'INBOX_SECRET_CRM is not set'],
  ['crm', INBOX, { INBOX_SECRET_CRM: 'short' }, 'less than 16 characters'],
  ['a b', INBOX, {}, 'has a source "a b"'],
  ['crm', { 'source.yaml': '' }, {}, 'there is no '],
  ['crm', { 'inbox.sql': 'SELECT 1' }, {}, 'inbox is missing: it says how requests are signed'],
  ['crm', { 'contacts.sql': 'SELECT 1', 'source.yaml': 'inbox: {}' }, {}, 'inbox needs inbox.sql'],
  [
    'crm',
    { ...INBOX, 'source.yaml': 'inbox: { signature: zendesk, role: RECORDER }' },
    {},
    'inbox.role must be one of',
  ],
  ['crm', { ...INBOX, 'source.yaml': 'inbox: { signature: zendesk, id: id }' }, {}, 'inbox.id must be body'],
  [
    'crm',
    { ...INBOX, 'source.yaml': 'inbox: { signature: zendesk, timeout: 2m }' },
    {},
    'inbox.timeout must be at most 60s',
  ],
  [
    'crm',
    { ...INBOX, 'source.yaml': 'inbox: { signature: zendesk, maxKb: 0 }' },
    {},
    'inbox.maxKb must be a number from 1',
  ],
  ['crm', { 'contacts.sql': 'SELECT 1', 'source.yaml': 'expect: hourly' }, {}, 'expect must be such as every 1h'],
])('%s with %j and %j is refused', (name, files, settings, says) => {
  source(name, files);
  expect(() => served(settings)).toThrow(ConfigurationInvalid);
  expect(() => served(settings)).toThrow(says);
});

it('are refused where the folder cannot be read', () =>
  expect(() => servedSources({ SOURCES_DIR: join(folder.path, 'nowhere') })).toThrow('cannot be read'));
