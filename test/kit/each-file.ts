// What Jest's own runner does for each test file, and the one in jest.config.js leaves undone.
import { addEventHandler, getState } from 'jest-circus';

/**
 * What a test or hook may take which says no limit of its own. It ends what hangs, so it is far above what a slow machine
 * with a slow disk takes. Tests of another kind may set it.
 */
export const usualLimit = { ms: 60_000 };

/** The real ones: a test may put others in their place, and its limit must hold all the same. */
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;

type Limited = { fn?: unknown; timeout?: number | null | undefined };

const environment = { ...process.env };
let file: unknown;

/** Each file starts with the same environment: what one sets, the next of the same worker does not see. */
addEventHandler(() => {
  const { rootDescribeBlock } = getState();
  if (rootDescribeBlock === file) return;
  file = rootDescribeBlock;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.exitCode = undefined;
});

/** Each test and hook gets its time limit when it is declared: one that never ends would hold up the run for ever. */
addEventHandler((event) => {
  const { currentDescribeBlock } = getState();
  if (event.name === 'add_test') limit(currentDescribeBlock.tests.at(-1));
  if (event.name === 'add_hook') limit(currentDescribeBlock.hooks.at(-1));
});

/** A worker that a test keeps alive, by a server or a timer it left, ends with the run all the same. */
process.once('disconnect', () => process.exit());

function limit(limited: Limited | undefined): void {
  if (typeof limited?.fn !== 'function') return;
  const run = limited.fn as () => unknown;
  limited.fn = () => withinLimit(run, limited.timeout ?? usualLimit.ms);
}

async function withinLimit(run: () => unknown, limitMs: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    const fail = () => reject(new Error(`This took longer than its limit of ${limitMs} ms.`));
    timer = realSetTimeout(fail, limitMs);
  });
  try {
    return await Promise.race([run(), late]);
  } finally {
    realClearTimeout(timer);
  }
}
