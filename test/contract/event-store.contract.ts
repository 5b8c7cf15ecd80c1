// One suite judges every adapter of the event store. It reads as the guarantees in event-store.ts do.
import { appendContract } from './append.contract.js';
import { byStreamContract } from './by-stream.contract.js';
import { followContract } from './follow.contract.js';
import type { Capabilities, Opened, OpenedStore } from './log-under-test.js';
import { modelContract } from './model.contract.js';
import { readContract } from './read.contract.js';
import { refusalContract } from './refusal.contract.js';
import { repeatContract } from './repeat.contract.js';

export type { Capabilities, OpenedStore } from './log-under-test.js';

const nothingToReopen = async () => {
  throw new Error('this log does not outlive its store');
};

/** @param open a store on an empty log, or on one that only this test writes to at the moment */
export function eventStoreContract(name: string, open: () => Promise<OpenedStore>, capabilities: Capabilities): void {
  describe(`event store contract: ${name}`, () => {
    let opened: OpenedStore;
    const at: Opened = { store: undefined as never, reopen: nothingToReopen };

    beforeEach(async () => {
      opened = await open();
      at.store = opened.store;
      at.reopen = opened.reopen ?? nothingToReopen;
    });

    afterEach(() => opened.dispose());

    // First, while the log that all these tests may share is short: these read the whole of it.
    describe('readByStream', () => byStreamContract(at));
    describe('append', () => appendContract(at, capabilities));
    describe('append repeated', () => repeatContract(at, capabilities));
    describe('append refused', () => refusalContract(at, capabilities));
    describe('readStream and readAll', () => readContract(at));
    describe('follow', () => followContract(at));
    describe('against the memory store', () => modelContract(at, capabilities));
  });
}
