import { customerOnRecord } from '#contact-log';
import type { EventStore } from '#event-store';
import { CATALOG, needDefinitionOf, normalId } from '#relationship';
import { MODEL_FACTS } from '#trust';
import { UsageError } from '../../terminal/usage-error.js';
import type { EventFilter } from './event-filter.js';
import type { Range } from './event-source.js';

/** @throws UsageError no event can ever match: the type does not exist, or a range ends before it begins */
export function assertAnswerable(options: EventFilter & Range & { readonly follow?: boolean }): void {
  if (options.follow && options.upTo !== undefined)
    throw new UsageError('--follow has no end: do not combine it with --up-to');
  for (const type of options.type ?? [])
    if (!isType(type))
      throw new UsageError(`there are no events of type ${type}${meant(type)}; docs/contacts.md lists all types`);
  assertOrder('--occurred-from', options.occurredFrom, '--occurred-to', options.occurredTo);
  assertOrder('--recorded-from', options.recordedFrom, '--recorded-to', options.recordedTo);
  assertOrder('--after', options.after, '--up-to', options.upTo);
}

/** The filter with the customer as on record. A customer may still come if the log is followed. @throws UsageError */
export async function withCustomerOnRecord<O extends EventFilter & { readonly follow?: boolean }>(
  store: EventStore,
  options: O,
): Promise<O> {
  if (options.customer === undefined) return options;
  const customer = await customerOnRecord(store, options.customer);
  if (customer === null && !options.follow)
    throw new UsageError(`nothing is recorded about customer ${options.customer}`);
  return { ...options, customer: customer ?? normalId(options.customer) };
}

const isType = (type: string): boolean =>
  CATALOG.some((each) => each.type === type) ||
  needDefinitionOf(type) !== null ||
  MODEL_FACTS.some((each) => each === type);

function meant(type: string): string {
  const near = CATALOG.find((each) => each.type.toLowerCase() === type.toLowerCase());
  return near === undefined ? '' : ` (${near.type}?)`;
}

function assertOrder<T extends number | bigint>(
  from: string,
  first: T | undefined,
  to: string,
  last: T | undefined,
): void {
  if (first !== undefined && last !== undefined && first >= last)
    throw new UsageError(`${from} must be before ${to}: no event is between them`);
}
