import { temporaryFolder } from '../../../test/kit/deployment.js';
import { viewsFile } from './reading.js';
import { ConfigurationInvalid } from './settings.js';

it('has no file of views where they are on Postgres, or nothing was started', () => {
  const folder = temporaryFolder();
  const dataDir = folder.path;
  expect(() => viewsFile({ dataDir, viewsUrl: 'postgres://host/db' })).toThrow(ConfigurationInvalid);
  expect(() => viewsFile({ dataDir, viewsUrl: 'postgres://host/db' })).toThrow('VIEWS_URL');
  expect(() => viewsFile({ dataDir })).toThrow('does not exist');
  folder.remove();
});
