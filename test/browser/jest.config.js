import base from '../../jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testRegex: '\\.browser-spec\\.ts$',
  // One browser at a time: each has processes of its own.
  maxWorkers: 1,
  setupFilesAfterEnv: [...base.setupFilesAfterEnv, '<rootDir>/test/browser/usual-limit.ts'],
  globalSetup: '<rootDir>/test/browser/install-chromium.ts',
};
