// A table of promises that an operator might have, and the source for it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, toIso } from '#relationship';
import { chanceOf, START } from '../../libs/validation/test/planted-histories.js';

export const ORDERS_SQL = `
SELECT type, client AS "customerId", moment AS "occurredAt", "order" AS "expectationId", what, kept, source_line
FROM (
  SELECT 'ExpectationSet' AS type, client, ordered AS moment, "order", 'Delivery' AS what, NULL AS kept, source_line FROM orders
  UNION ALL BY NAME
  SELECT 'ExpectationSettled' AS type, client, settled AS moment, "order", kept = 'yes' AS kept, source_line FROM orders
)
ORDER BY source_line, type`;

export const ORDERS_YAML = `
name: Orders
validation:
  predicts: the next order is late
  question: { outcome: EXPECTATION_MISSED, askAt: SET }
`;

export const HEADER = 'order,client,ordered,settled,kept';

/** Orders of customers who differ, and all of whom fare worse over time; a line each. */
export function orders({ clients, ordersOfEach }: { readonly clients: number; readonly ordersOfEach: number }) {
  const chance = chanceOf(17);
  return Array.from({ length: clients }, (_, client) => {
    const missing = chance() < 0.5 ? 0.05 : 0.35;
    return Array.from({ length: ordersOfEach }, (__, place) => {
      const at = START + (place * 20 + chance() * 15) * DAY_MS;
      const kept = chance() >= missing + 0.02 * place ? 'yes' : 'no';
      return [`o-${client}-${place}`, `c-${client}`, toIso(at), toIso(at + 2 * DAY_MS), kept].join(',');
    });
  }).flat();
}

/** Writes the table and its source. @returns the options that name them */
export function table(
  folder: string,
  size: { readonly clients: number; readonly ordersOfEach: number },
  more: readonly string[] = [],
): readonly string[] {
  const data = join(folder, 'orders.csv');
  writeFileSync(data, [HEADER, ...orders(size), ...more].join('\n'));
  writeFileSync(join(folder, 'contacts.sql'), ORDERS_SQL);
  writeFileSync(join(folder, 'source.yaml'), ORDERS_YAML);
  return ['--source', folder, '--data', data];
}
