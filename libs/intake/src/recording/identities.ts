import { withEach } from '#contact-log';
import type { Contacts, RecordingContext } from './recording-context.js';

type Said = { readonly externalId: string; readonly customerId: string };

/**
 * The ids of other systems, as a source says them. Rows under such an id are recorded with the customer whom it means, unless the
 * id has a relationship of its own by now, or means another customer: that is refused, and its rows stay where they were.
 */
export class Identities {
  private constructor(
    private readonly said: ReadonlyMap<string, Said>,
    /** The customers by the external ids whose rows are theirs. */
    readonly named: ReadonlyMap<string, string>,
    private readonly context: RecordingContext,
    private readonly by: string,
  ) {}

  static async read(contacts: Contacts, context: RecordingContext): Promise<Identities> {
    const { tally, log } = context;
    const said = new Map<string, Said>();
    for await (const { externalId, customerId } of contacts.identities()) {
      const place = { line: null, content: { externalId, customerId } };
      const other = externalId === null ? undefined : said.get(externalId);
      if (externalId === null || customerId === null)
        tally.addBad(place, 'an identity needs an externalId and a customerId');
      else if (other !== undefined)
        tally.addBad(place, `the externalId is said to be that of ${other.customerId}, too`);
      else if (externalId === customerId) tally.addUnchanged(1);
      else said.set(externalId, { externalId, customerId });
    }
    const all = [...said.values()];
    const leads = await withEach(
      all.map(({ externalId }) => externalId),
      (each) => leadOf(log, each),
    );
    const meant = await withEach(
      all.map(({ customerId }) => customerId),
      (each) => leadOf(log, each),
    );
    const named = all.filter((_, index) => leads[index] === null || leads[index] === meant[index]);
    const { id } = contacts.source;
    return new Identities(
      said,
      new Map(named.map((each) => [each.externalId, each.customerId])),
      context,
      `import:${id}`,
    );
  }

  get count(): number {
    return this.said.size;
  }

  /** Once the contacts are recorded, which open the relationships. */
  async record(): Promise<void> {
    const { log, tally, signal } = this.context;
    await withEach([...this.said.keys()], async (externalId) => {
      if (signal.aborted) return;
      const input = { ...this.said.get(externalId) };
      const by = { recordedBy: this.by, correlationId: this.by };
      const answer = await log.record({ type: 'CustomerIdentified', input, ...by });
      tally.addRow({ line: null, content: input }, [answer], []);
    });
  }
}

/** The customer to whom an id leads; null where nothing is on record under it. */
async function leadOf(log: RecordingContext['log'], customerId: string): Promise<string | null> {
  return (await log.wholeTimelineOf(customerId))?.customerId ?? null;
}
