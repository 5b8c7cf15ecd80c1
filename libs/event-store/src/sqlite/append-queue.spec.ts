import type { EncodedAppend } from '../port/encoded-append.js';
import { EventIdTaken, StoreUnavailable } from '../port/event-store.js';
import { AppendQueue } from './append-queue.js';
import type { Outcome } from './group-commit.js';

const anAppend = (events = 1, bytes = 100): EncodedAppend => ({
  stream: 'stream-1',
  events: Array.from({ length: events }, () => ({ id: '', type: '', data: '', metadata: '' })),
  expected: 'any',
  bytes,
});

const busy = (): Error => Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

/** Stands for the transaction: notes the groups it is given, and answers or throws what the test says. */
class Commits {
  readonly groups: (readonly EncodedAppend[])[] = [];

  constructor(private readonly answer: (group: readonly EncodedAppend[]) => Outcome[] = taken) {}

  run(group: readonly EncodedAppend[]): Outcome[] {
    this.groups.push(group);
    return this.answer(group);
  }

  get sizes(): number[] {
    return this.groups.map(({ length }) => length);
  }
}

const taken = (group: readonly EncodedAppend[]): Outcome[] =>
  group.map((_, i) => ({ lastRevision: i, lastPosition: BigInt(i) }));

const queueOn = (commits: Commits, patienceMs = 1000): AppendQueue => new AppendQueue(commits, patienceMs, () => {});

it('commits together what was asked for in one turn, in order', async () => {
  const commits = new Commits();
  const queue = queueOn(commits);
  const appends = [anAppend(), anAppend(), anAppend()];
  const answers = await Promise.all(appends.map((append) => queue.add(append)));
  expect(commits.groups).toEqual([appends]);
  expect(answers.map(({ lastRevision }) => lastRevision)).toEqual([0, 1, 2]);
});

it('bounds a group by events and by bytes, and lets a larger append go alone', async () => {
  const commits = new Commits();
  const queue = queueOn(commits);
  const MB = 1024 * 1024;
  await Promise.all(
    [anAppend(600), anAppend(400), anAppend(1), anAppend(1500), anAppend(1, 3 * MB), anAppend(1, 2 * MB)].map(
      (append) => queue.add(append),
    ),
  );
  expect(commits.sizes).toEqual([2, 1, 1, 1, 1]);
});

it('tells each caller his own outcome', async () => {
  const queue = queueOn(new Commits(([, ...rest]) => [new EventIdTaken('id-1'), ...taken(rest)]));
  const [first, second] = await Promise.allSettled([queue.add(anAppend()), queue.add(anAppend())]);
  expect(first).toMatchObject({ status: 'rejected', reason: { eventId: 'id-1' } });
  expect(second).toMatchObject({ status: 'fulfilled' });
});

it('tries the same group again while another process holds the lock', async () => {
  let attempts = 0;
  const commits = new Commits((group) => {
    attempts += 1;
    if (attempts < 4) throw busy();
    return taken(group);
  });
  const queue = queueOn(commits);
  const first = queue.add(anAppend());
  const second = first.then(() => queue.add(anAppend()));
  await Promise.all([first, second]);
  expect(commits.sizes).toEqual([1, 1, 1, 1, 1]);
});

it('gives up on the lock when its patience is at an end, and serves the next', async () => {
  let locked = true;
  const commits = new Commits((group) => {
    if (locked) throw busy();
    return taken(group);
  });
  const queue = queueOn(commits, 0);
  await expect(queue.add(anAppend())).rejects.toThrow(StoreUnavailable);
  locked = false;
  expect(await queue.add(anAppend())).toEqual({ lastRevision: 0, lastPosition: 0n });
});

it('fails the whole group when the commit fails, and serves the next', async () => {
  let broken = true;
  const commits = new Commits((group) => {
    if (broken) throw new StoreUnavailable('gone');
    return taken(group);
  });
  const queue = queueOn(commits);
  const failed = await Promise.allSettled([queue.add(anAppend()), queue.add(anAppend())]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  broken = false;
  expect(await queue.add(anAppend())).toEqual({ lastRevision: 0, lastPosition: 0n });
});

it('is drained when every append has its answer, also those that were asked for meanwhile', async () => {
  const queue = queueOn(new Commits());
  await queue.drained();
  const answered: number[] = [];
  void queue.add(anAppend()).then(() => {
    answered.push(1);
    return queue.add(anAppend()).then(() => answered.push(2));
  });
  await queue.drained();
  expect(answered).toContain(1);
  await queue.drained();
  expect(answered).toEqual([1, 2]);
});
