import type { ContactLog } from '#contact-log';
import { openDeployment, type Deployment } from '#deployment';
import { temporaryFolder } from '../../../../test/kit/deployment.js';
import { Metrics } from '../edge/metrics/metrics.js';
import { ADMIN } from '#access';
import { openLog } from '../config/logging.js';
import { Visibility } from '../visibility/visibility.js';
import { Recording } from '../recording/recording.js';
import { AssignPortfolio, AssignPortfolioHandler } from './assign-portfolio.js';

const NOW = Date.UTC(2026, 2, 2, 9);
const CUSTOMERS = Array.from({ length: 10 }, (_, i) => `customer-${i}`);

let folder: ReturnType<typeof temporaryFolder>;
let deployment: Deployment;

beforeEach(async () => {
  folder = temporaryFolder();
  deployment = await openDeployment({ dataDir: folder.path }, () => NOW);
  deployment.projector.start((error) => {
    throw error;
  });
  for (const customerId of CUSTOMERS)
    await deployment.log.record({
      type: 'RelationshipOpened',
      input: { customerId, owner: 'ana' },
      recordedBy: 'test',
      correlationId: 'test',
    });
});
afterEach(async () => {
  await deployment.close();
  folder.remove();
});

const SILENT = openLog({ logLevel: 'silent' });

const handler = (log: ContactLog) => {
  const { store, projector, views } = deployment;
  const recording = new Recording(projector, new Metrics(store, projector, SILENT));
  const clock = { now: () => NOW };
  const visibility = new Visibility(deployment.colleagues, views, log, clock);
  return new AssignPortfolioHandler(log, store, projector, views, clock, recording, visibility);
};
const command = (more: object = {}) =>
  new AssignPortfolio(
    { fromOwner: 'ana', owner: 'ben', idempotencyKey: 'K', ...more },
    { ...ADMIN, identity: 'test' },
    'test',
  );

/** A log that takes so many contacts and then goes down, as in a crash. */
const goingDownAfter = (contacts: number): ContactLog => {
  let taken = 0;
  return Object.assign(Object.create(deployment.log) as ContactLog, {
    record: async (request: Parameters<ContactLog['record']>[0]) => {
      if ((taken += 1) > contacts) throw new Error('down');
      return deployment.log.record(request);
    },
  });
};

const assignments = async (): Promise<number[]> =>
  Promise.all(
    CUSTOMERS.map(async (customerId) => {
      const timeline = await deployment.log.timelineOf(customerId);
      return [...(timeline?.recorded() ?? [])].filter(({ type }) => type === 'OwnerAssigned').length;
    }),
  );

it.each([0, 1, 4, 9])(
  'given a crash after %d relationships, when it is repeated, then each has gone over once',
  async (count) => {
    await expect(handler(goingDownAfter(count)).execute(command())).rejects.toThrow('down');
    expect((await assignments()).filter((each) => each === 1)).toHaveLength(count);
    const repeated = await handler(deployment.log).execute(command());
    expect(repeated).toMatchObject({ recorded: { assigned: 10, replayed: false, refused: [] }, refusals: [] });
    expect(await assignments()).toEqual(CUSTOMERS.map(() => 1));
    expect(await handler(deployment.log).execute(command())).toEqual({
      recorded: { ...repeated.recorded, replayed: true },
      refusals: [],
    });
    expect(await assignments()).toEqual(CUSTOMERS.map(() => 1));
  },
);

it('given a crash while cover was handed over, when it is repeated, then each is covered once', async () => {
  const cover = command({ until: '2026-03-09T09:00:00Z' });
  await expect(handler(goingDownAfter(4)).execute(cover)).rejects.toThrow('down');
  expect(await handler(deployment.log).execute(cover)).toMatchObject({
    recorded: { assigned: 10, replayed: false, refused: [] },
  });
  expect(await assignments()).toEqual(CUSTOMERS.map(() => 1));
});
