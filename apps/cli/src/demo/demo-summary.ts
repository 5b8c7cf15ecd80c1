import type { ContactLog } from '#contact-log';
import type { Deployment } from '#deployment';
import { compareText, toIso } from '#relationship';
import { TRUST_BANDS, type TrustBand } from '#trust';
import { ACCOUNT_MANAGERS } from './account-managers.js';
import { MOST_CUSTOMERS } from './scenes/customer.js';
import type { PlannedContact } from './scenes/planned-contact.js';
import type { Simulation, SimulationOptions } from './simulate.js';

type Bands = Record<TrustBand, number>;

/** One account manager's portfolio at the end of the year. Closed relationships are counted separately. */
export type PortfolioSummary = {
  readonly owner: string;
  readonly says: string;
  readonly relationships: number;
  readonly closed: number;
  /** Points, 0 to 100; null if the portfolio is empty. */
  readonly meanScore: number | null;
  /** Surprises in the year per customer. */
  readonly surprisesEach: number;
  readonly bands: Bands;
};

export type DemoSummary = {
  readonly seed: number;
  readonly customers: number;
  /** When the year ends, ISO 8601. */
  readonly until: string;
  readonly contacts: number;
  /** How many of them are new; 0 if the demo was recorded before. */
  readonly written: number;
  readonly seconds: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly byStory: Readonly<Record<string, number>>;
  /** The open relationships by band. */
  readonly bands: Bands;
  readonly portfolios: readonly PortfolioSummary[];
  /** The open relationship with the lowest score in AT_RISK or WATCH; null if there is none. */
  readonly lowest: { readonly customerId: string; readonly name: string } | null;
};

/** Summarises the views, which must be up to date. @param now milliseconds since the epoch */
export async function summarise(
  { log, views }: Deployment,
  options: SimulationOptions,
  { contacts, customers }: Simulation,
  now: number,
): Promise<Omit<DemoSummary, 'written' | 'seconds'>> {
  const page = await views.relationships({ first: MOST_CUSTOMERS, now, filter: {} });
  const open = new Map(page.rows.map(({ row }) => [row.customerId, row]));
  const treatments = await Promise.all(customers.map(({ customerId }) => treatmentOf(log, customerId, now)));
  const portfolios = ACCOUNT_MANAGERS.map(({ owner, says }): PortfolioSummary => {
    const own = treatments.filter((each) => each.owner === owner);
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
    portfolios,
    lowest: lowest && { customerId: lowest.customerId, name: lowest.name },
  };
}

/** The owner of the relationship, and how often the customer found out first. */
async function treatmentOf(log: ContactLog, customerId: string, now: number) {
  const timeline = await log.timelineOf(customerId);
  const evidence = timeline?.evidence() ?? [];
  return {
    customerId,
    owner: timeline?.profile?.owner ?? null,
    surprises: evidence.filter((entry) => entry.class === 'surprise' && entry.at <= now).length,
  };
}

/** Null for an empty list. */
const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function bandsOf(rows: readonly { readonly band: TrustBand }[]): Bands {
  const count = (band: TrustBand) => rows.filter((row) => row.band === band).length;
  return Object.fromEntries(TRUST_BANDS.map((band) => [band, count(band)])) as Bands;
}

/** How often each value occurs, the most frequent first. */
function counted(values: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, many], [b, few]) => few - many || compareText(a, b)));
}

/** The stories told, each telling once. The key of a contact is `demo:STORY-n:m`. */
function storiesOf(contacts: readonly PlannedContact[]): string[] {
  const tellings = new Map(
    contacts.map(({ customerId, idempotencyKey }) => {
      const [, telling = ''] = idempotencyKey.split(':');
      return [`${customerId} ${telling}`, telling.replace(/-\d+$/, '')];
    }),
  );
  return [...tellings.values()];
}
