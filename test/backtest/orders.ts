// A table of promises that an operator might have, and the mapping for it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS, toIso } from '#relationship';
import { chanceOf, START } from '../../libs/validation/test/planted-histories.js';

export const ORDERS_MAPPING = {
  name: 'Orders',
  predicts: 'the next order is late',
  customer: { column: 'client' },
  contacts: [
    {
      type: 'ExpectationSet',
      at: { column: 'ordered' },
      facts: { expectationId: { column: 'order' }, what: 'Delivery' },
    },
    {
      type: 'ExpectationSettled',
      at: { column: 'settled' },
      facts: { expectationId: { column: 'order' }, kept: { if: { column: 'kept', is: 'yes' } } },
    },
  ],
  question: { outcome: 'EXPECTATION_MISSED', askAt: 'SET' },
};

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

/** Writes the table and its mapping. @returns the options that name them */
export function table(
  folder: string,
  size: { readonly clients: number; readonly ordersOfEach: number },
  more: readonly string[] = [],
): readonly string[] {
  const [data, mapping] = [join(folder, 'orders.csv'), join(folder, 'mapping.json')];
  writeFileSync(data, [HEADER, ...orders(size), ...more].join('\n'));
  writeFileSync(mapping, JSON.stringify(ORDERS_MAPPING));
  return ['--mapping', mapping, '--data', data];
}
