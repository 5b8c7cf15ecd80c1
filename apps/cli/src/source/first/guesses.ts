import type { DescribedColumn, DescribedView } from '#source';

/** Which columns of a view may be what; null: none looks like it. */
export type Guesses = {
  readonly customer: DescribedColumn | null;
  readonly opened: DescribedColumn | null;
  readonly closed: DescribedColumn | null;
  readonly id: DescribedColumn | null;
  readonly title: DescribedColumn | null;
  readonly priority: DescribedColumn | null;
  readonly by: DescribedColumn | null;
};

const NAMES: Readonly<Record<keyof Guesses, readonly RegExp[]>> = {
  customer: [
    /^(customer|client|account|company|organi[sz]ation|kunde|firma|cliente|entreprise)/i,
    /requester|caller|reporter|contact|melder/i,
    /e-?mail/i,
  ],
  opened: [/creat|open|report|erstellt|eröffnet|angelegt|start|began/i, /date|time|datum|zeit|fecha|_at$/i],
  closed: [/resol|solv|clos|done|gelöst|geschlossen|ended|finish/i],
  id: [
    /^(ticket|issue|incident|case|vorgang)?[ _-]?(id|key|number|nr|no|#|nummer)$/i,
    /(ticket|issue|incident|case)/i,
    /id$/i,
  ],
  title: [/subject|title|summary|betreff|titel|short.?desc/i],
  priority: [/priority|severity|priorität|urgency|dringlich/i],
  by: [/agent|assignee|owner|clerk|bearbeiter|handled|recorded/i],
};

/** By their names, and by what their values look like. What holds nothing is nothing. */
export function guessesFor({ columns }: DescribedView): Guesses {
  const filled = columns.filter((column) => column.filled);
  const times = filled.filter(isTime);
  const closed = named(times, NAMES.closed);
  const others = filled.filter((column) => !times.includes(column));
  return {
    customer: named(others, NAMES.customer),
    opened:
      named(
        times.filter((column) => column !== closed),
        NAMES.opened,
      ) ??
      times.find((column) => column !== closed) ??
      null,
    closed,
    id: named(
      others.filter(({ addresses }) => addresses < 0.5),
      NAMES.id,
    ),
    title: named(others, NAMES.title),
    priority: named(others, NAMES.priority),
    by: named(others, NAMES.by),
  };
}

export const isTime = ({ times, days, slashed }: DescribedColumn): boolean => Math.max(times, days, slashed) > 0.5;

/** The first column by the first form of the name that any column has. */
function named(columns: readonly DescribedColumn[], forms: readonly RegExp[]): DescribedColumn | null {
  for (const form of forms) {
    const found = columns.find(({ name }) => form.test(name));
    if (found !== undefined) return found;
  }
  return null;
}
