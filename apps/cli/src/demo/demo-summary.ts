import type { ContactLog } from '#contact-log';
import type { Deployment } from '#deployment';
import { compareText, toIso } from '#relationship';
import { TRUST_BANDS, type TrustBand } from '#trust';
import { ACCOUNT_MANAGERS } from './account-managers.js';
import { MOST_CUSTOMERS } from './scenes/customer.js';
import type { PlannedContact } from './scenes/planned-contact.js';
import type { Simulation, SimulationOptions } from './simulate.js';

type Bands = Record<TrustBand, number>;

/** How one account manager's book looks in the end. Closed relationships are counted apart. */
export type BookSummary = {
  readonly owner: string;
  readonly says: string;
  readonly relationships: number;
  readonly closed: number;
  /** Points, 0 to 100; null where the book is empty. */
  readonly meanScore: number | null;
  /** Surprises over the year for each customer. */
  readonly surprisesEach: number;
  readonly bands: Bands;
};

export type DemoSummary = {
  readonly seed: number;
  readonly customers: number;
  /** When the year ends, ISO 8601. */
  readonly until: string;
  readonly contacts: number;
  /** How many of them are new; 0 where the demo was there already. */
  readonly written: number;
  readonly seconds: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly byStory: Readonly<Record<string, number>>;
  /** Of the relationships that are open. */
  readonly bands: Bands;
  readonly books: readonly BookSummary[];
  /** The open relationship that needs a call most; null where none has enough evidence. */
  readonly lowest: { readonly customerId: string; readonly name: string } | null;
};

/** Reads how things stand from the views, which must have caught up. @param now milliseconds since the epoch */
export async function summarise(
  { log, views }: Deployment,
  options: SimulationOptions,
  { contacts, customers }: Simulation,
  now: number,
): Promise<Omit<DemoSummary, 'written' | 'seconds'>> {
  const page = await views.relationships({ first: MOST_CUSTOMERS, now, filter: {} });
  const open = new Map(page.rows.map(({ row }) => [row.customerId, row]));
  const treated = await Promise.all(customers.map(({ customerId }) => treatmentOf(log, customerId, now)));
  const books = ACCOUNT_MANAGERS.map(({ owner, says }): BookSummary => {
    const own = treated.filter((each) => each.owner === owner);
    const rows = own.flatMap(({ customerId }) => open.get(customerId) ?? []);
    return {
      owner,
      says,
      relationships: rows.length,
      closed: own.length - rows.length,
      meanScore: mean(rows.map(({ score }) => score)),
      surprisesEach: mean(own.map(({ surprises }) => surprises)) ?? 0,
      bands: bandsOf(rows),
    };
  });
  const lowest = page.rows.find(({ row }) => row.band === 'AT_RISK' || row.band === 'WATCH')?.row ?? null;
  return {
    ...options,
    until: toIso(options.until),
    contacts: contacts.length,
    byType: counted(contacts.map(({ type }) => type)),
    byStory: counted(storiesOf(contacts)),
    bands: bandsOf([...open.values()]),
    books,
    lowest: lowest && { customerId: lowest.customerId, name: lowest.name },
  };
}

/** Who answers for the customer, and how often the customer found out first. */
async function treatmentOf(log: ContactLog, customerId: string, now: number) {
  const timeline = await log.timelineOf(customerId);
  const evidence = timeline?.evidence() ?? [];
  return {
    customerId,
    owner: timeline?.profile?.owner ?? null,
    surprises: evidence.filter((entry) => entry.class === 'surprise' && entry.at <= now).length,
  };
}

/** Null of nothing. */
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function bandsOf(rows: readonly { readonly band: TrustBand }[]): Bands {
  const count = (band: TrustBand) => rows.filter((row) => row.band === band).length;
  return Object.fromEntries(TRUST_BANDS.map((band) => [band, count(band)])) as Bands;
}

/** How often each occurs, the most frequent first. */
function counted(values: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, many], [b, few]) => few - many || compareText(a, b)));
}

/** Which story a contact belongs to, by its key `demo:STORY-n:m`: each telling once. */
function storiesOf(contacts: readonly PlannedContact[]): string[] {
  const tellings = new Map(
    contacts.map(({ customerId, idempotencyKey }) => {
      const [, telling = ''] = idempotencyKey.split(':');
      return [`${customerId} ${telling}`, telling.replace(/-\d+$/, '')];
    }),
  );
  return [...tellings.values()];
}
