import { join } from 'node:path';
import { openDeployment, type Deployment } from '#deployment';
import { type ContactType, DAY_MS, type FactsIn, toIso } from '#relationship';
import { temporaryFolder } from '../kit/deployment.js';
import { storageIn } from '../kit/views.js';

const START = Date.UTC(2026, 2, 2, 9);
const BY = { recordedBy: 'test', correlationId: 'test' };

/** A deployment with its projector running, and the few words in which the register's stories are told. */
/** What a caller sends of a contact; ids may be left out, the server makes them. */
type Said<T extends ContactType> = Partial<FactsIn<T>> & { readonly customerId?: string; readonly occurredAt?: string };

export class RegisterUnderTest {
  /** Days since the start: what the server's clock shows. */
  today = 0;

  private constructor(
    private readonly folder: ReturnType<typeof temporaryFolder>,
    private opened: Deployment | null = null,
  ) {}

  static async open(): Promise<RegisterUnderTest> {
    const register = new RegisterUnderTest(temporaryFolder());
    await register.start();
    return register;
  }

  get deployment(): Deployment {
    if (this.opened === null) throw new Error('not running');
    return this.opened;
  }

  get keysFile(): string {
    return join(this.folder.path, 'keys.db');
  }

  async start(): Promise<void> {
    this.opened = await openDeployment(await storageIn(this.folder.path), () => this.ms(this.today));
    this.opened.projector.start((error) => {
      throw error;
    });
  }

  /** With another server over the same log. */
  async beside(act: (other: Deployment) => Promise<void>): Promise<void> {
    const other = await openDeployment(await storageIn(this.folder.path), () => this.ms(this.today));
    other.projector.start((error) => {
      throw error;
    });
    try {
      await act(other);
    } finally {
      await other.close();
    }
  }

  async stop(): Promise<void> {
    await this.opened?.close();
    this.opened = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    this.folder.remove();
  }

  ms = (days: number): number => START + Math.round(days * DAY_MS);
  iso = (days: number): string => toIso(this.ms(days));

  /** Records a contact that took place today. @returns its id */
  async record<T extends ContactType>(type: T, facts: Said<T>): Promise<string> {
    const { recorded, refusals } = await this.deployment.log.record({ type, input: facts, ...BY });
    if (recorded === null) throw new Error(refusals.map(({ code }) => code).join());
    return recorded.contact.id;
  }

  async open(...customerIds: string[]): Promise<void> {
    await this.deployment.log.makeKeys(customerIds);
    await Promise.all(customerIds.map((customerId) => this.record('RelationshipOpened', { customerId })));
  }

  /** The customer is told no, for want of the need. */
  decline = (customerId: string, needId: string, facts: Partial<Said<'RequestDeclined'>> = {}): Promise<string> =>
    this.record('RequestDeclined', { customerId, needId, ...facts });

  takeStep = (needId: string, facts: object = {}) =>
    this.deployment.needs.takeStep({ input: { needId, step: 'asked for budget', ...facts }, ...BY });

  fulfil = (needId: string, facts: object = {}) => this.deployment.needs.fulfil({ input: { needId, ...facts }, ...BY });

  /** The views hold all that the log does. */
  async settle(): Promise<void> {
    const { store, projector } = this.deployment;
    expect(await projector.waitFor((await store.head()) ?? 0n, 10_000)).toBe(true);
  }

  async need(needId: string) {
    await this.settle();
    const { views } = this.deployment;
    const row = await views.need(needId);
    return row === null ? null : { ...row, waitingCustomers: (await views.waitingFor([needId])).get(needId) ?? [] };
  }

  /** How often each customer was told that the need is fulfilled. */
  async told(needId: string, customerIds: readonly string[]): Promise<readonly number[]> {
    const counts: number[] = [];
    for (const customerId of customerIds) {
      const timeline = await this.deployment.log.timelineOf(customerId);
      const all = [...(timeline?.recorded() ?? [])];
      const isTold = ({ type, data }: (typeof all)[number]) =>
        type === 'NeedFulfilled' && (data as { needId?: string }).needId === needId;
      counts.push(all.filter(isTold).length);
    }
    return counts;
  }

  /** What is on record in all. */
  async events(): Promise<number> {
    let events = 0;
    for await (const batch of this.deployment.store.readAll()) events += batch.length;
    return events;
  }
}
