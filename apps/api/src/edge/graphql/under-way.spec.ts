import { answerHolds, atEnd, inTurns, turn, underWay } from './under-way.js';

const here = new AbortController().signal;

/** A calculation without an end; it counts its steps. */
function* endless(steps: { taken: number }) {
  for (;;) {
    steps.taken += 1;
    yield;
  }
}

it('gives up a query after its time', async () => {
  const steps = { taken: 0 };
  const given = underWay(here, () => inTurns(endless(steps)), 20);
  await expect(given).rejects.toMatchObject({ extensions: { code: 'TOOK_TOO_LONG' } });
  expect(steps.taken).toBeGreaterThan(0);
});

it('gives up a query whose caller goes away, and begins none whose caller is gone', async () => {
  const gone = new AbortController();
  const steps = { taken: 0 };
  const given = underWay(gone.signal, () => inTurns(endless(steps)));
  setImmediate(() => gone.abort());
  await expect(given).rejects.toMatchObject({ extensions: { code: 'TOOK_TOO_LONG' } });
  let isBegun = false;
  await expect(underWay(gone.signal, () => (isBegun = true))).rejects.toThrow();
  expect(isBegun).toBe(false);
});

it('never gives up a mutation', async () =>
  expect(await underWay(null, () => turn().then(() => 'recorded'), -1)).toBe('recorded'));

it('refuses the whole answer if a part of it was given up, also where that part may be null', async () => {
  const partly = () => turn().catch(() => null);
  await expect(underWay(here, partly, -1)).rejects.toMatchObject({ extensions: { code: 'TOOK_TOO_LONG' } });
});

it('bounds the entries of lists without pages, over the whole answer', async () => {
  const lists = (count: number) => () => {
    for (let i = 0; i < count; i += 1) answerHolds(1_000);
    return count;
  };
  expect(await underWay(here, lists(50))).toBe(50);
  await expect(underWay(here, lists(51))).rejects.toMatchObject({ extensions: { code: 'ANSWER_TOO_LARGE' } });
});

it('frees what a request holds when it ends, however it ends', async () => {
  const freed: string[] = [];
  await underWay(here, async () => {
    atEnd(() => freed.push('answered'));
    await turn();
    expect(freed).toEqual([]);
  });
  const failing = underWay(here, () => {
    atEnd(() => freed.push('failed'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  atEnd(() => freed.push('without a request'));
  expect(freed).toEqual(['answered', 'failed', 'without a request']);
});
