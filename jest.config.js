import { useFolderInMemory } from './test/kit/folder-in-memory.mjs';

useFolderInMemory();

/** @type {import('jest').Config} */
export default {
  // Test files run in Node itself, each worker loads a module once. Jest's own runner loads all modules anew for each of 350
  // files, in a context of its own: that took half of the time. The price: files of one worker share what modules keep.
  runner: 'jest-light-runner/child-process',
  setupFilesAfterEnv: ['<rootDir>/test/kit/each-file.ts'],
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testRegex: '\\.(spec|e2e-spec)\\.ts$',
  maxWorkers: 2,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
};
