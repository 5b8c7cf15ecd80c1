import type { EventRow } from '../../tables/datasets/events.js';
import type { RowSink } from '../../tables/sinks/rows.js';
import { say } from '../../terminal/saying.js';
import { moment } from '../../terminal/text-table.js';
import { visibleInLine } from '../../terminal/visible.js';

const FACTS_SHOWN = 100;

/** A line for each event, in columns of fixed width, so that lines can be printed as events come. */
export function eventLines(): RowSink<EventRow> {
  let begun = false;
  return {
    async write(rows) {
      const header = begun ? '' : `${line('position', 'occurred', 'customer', 'type', 'facts')}\n`;
      begun = true;
      await say(header + rows.map((row) => `${lineOf(row)}\n`).join(''));
    },
    close: () => (begun ? Promise.resolve() : say('No event matches.\n')),
    abandon: async () => {},
  };
}

const line = (position: string, occurred: string, customer: string, type: string, facts: string): string =>
  visibleInLine(
    `${position.padStart(9)}  ${occurred.padEnd(24)}  ${customer.padEnd(20)}  ${type.padEnd(22)}  ${facts}`.trimEnd(),
  );

function lineOf({ event, occurredAt, customerId, facts, sealedFields }: EventRow): string {
  const sealed = sealedFields.filter((name) => !(name in facts)).map((name) => `${name}: sealed`);
  const said = [JSON.stringify(facts).slice(1, -1), ...sealed].filter((part) => part !== '').join(', ');
  const short = said.length > FACTS_SHOWN ? `${said.slice(0, FACTS_SHOWN - 1)}…` : said;
  return line(
    String(event.position),
    occurredAt === null ? '' : moment(occurredAt),
    customerId ?? '-',
    event.type,
    short,
  );
}
