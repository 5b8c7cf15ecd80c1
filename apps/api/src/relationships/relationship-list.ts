import { Field, InputType } from '@nestjs/graphql';
import { RELATIONSHIP_ORDERS, type RelationshipFilter as ListFilter, type RelationshipRow } from '#read-models';
import { MONEY, toMs, type Money } from '#relationship';
import type { TrustBand } from '#trust';
import { connectionType } from '../schema/connection.js';
import { DateTime } from '../schema/date-time.js';
import { registerEnum } from '../schema/field-type.js';
import { MoneyInput } from '../schema/money.js';
import { nodeId } from '../schema/node.js';
import { TrustBandEnum } from '../schema/trust-band.js';
import type { ViewsAsOf } from '../clocks/views-as-of.js';
import { Relationship, type RelationshipBasis } from './relationship.type.js';

const OrderField = registerEnum('RelationshipOrderField', RELATIONSHIP_ORDERS, 'What relationships are ordered by.', {
  SCORE: 'The score at the time of the query.',
  LOWER_END:
    'The lower end of the interval: it is lower if little is known, so a relationship with little evidence comes early.',
  NAME: 'The name of the customer, by code point.',
  LAST_CONTACT: 'The time of the last interaction with the customer; none yet counts as the earliest.',
  RENEWS_AT: 'When the contract ends or is renewed; no date counts as the latest.',
  VALUE:
    'The value of the contract, first by currency code, because amounts in different currencies cannot be compared; no value counts as the least.',
});
export const OrderDirection = registerEnum('OrderDirection', ['ASC', 'DESC'], 'Which end comes first.', {
  ASC: 'The least, or the earliest, first.',
  DESC: 'The most, or the latest, first.',
});

@InputType({ description: 'Which relationships. A field that is left out does not filter.' })
export class RelationshipFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Who is responsible for it at the time of the query, holiday cover included.',
  })
  readonly owner?: string | null;
  @Field(() => String, { nullable: true, description: 'The customer segment.' })
  readonly segment?: string | null;
  @Field(() => TrustBandEnum, { nullable: true, description: 'Its band at the time of the query.' })
  readonly band?: TrustBand | null;
  @Field(() => Boolean, { nullable: true, description: 'Also closed relationships. Default: false.' })
  readonly includeClosed?: boolean | null;
  @Field(() => DateTime, { nullable: true, description: 'Its contract ends or is renewed at this time or later.' })
  readonly renewsFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Its contract ends or is renewed before this time.' })
  readonly renewsBefore?: string | null;
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Its value is in this currency, and this amount or more.',
  })
  readonly valueAtLeast?: Money | null;
}

/** The filter in the form that the views take. */
export const filterFrom = ({ renewsFrom, renewsBefore, ...filter }: RelationshipFilter): ListFilter => ({
  ...filter,
  renewsFrom: renewsFrom == null ? null : toMs(renewsFrom),
  renewsBefore: renewsBefore == null ? null : toMs(renewsBefore),
});

@InputType({ description: 'In which order. Ties are broken by customer id.' })
export class RelationshipOrder {
  @Field(() => OrderField, { description: 'What they are ordered by.' })
  readonly field!: (typeof RELATIONSHIP_ORDERS)[number];
  @Field(() => OrderDirection, { defaultValue: 'ASC', description: 'Which end comes first.' })
  readonly direction!: 'ASC' | 'DESC';
}

export const RelationshipConnection = connectionType(
  Relationship,
  'Relationships in the requested order, correct at the time of the query: scores to 0.1 point, bands exactly.',
);

/** The fields of a relationship that are in the rows of the views, so that the log need not be read. */
export type ListedRelationship = Pick<
  Relationship,
  'id' | 'customerId' | 'name' | 'lastContactAt' | 'renewsAt' | 'value' | 'asOf'
> & {
  readonly basis: Pick<RelationshipBasis, 'vantage' | 'recordOf'>;
  readonly trust: Pick<Relationship['trust'], 'score' | 'band' | 'asOf' | 'knownAt' | 'model'>;
};

const LISTED = ['id', 'customerId', 'name', 'lastContactAt', 'renewsAt', 'value', 'asOf', '__typename'];
const LISTED_VALUE = [...Object.keys(MONEY.fields), '__typename'];
const LISTED_TRUST = ['score', 'band', 'asOf', 'knownAt', 'model', '__typename'];
const NODE = 'edges.node.';
const ENOUGH: ReadonlySet<string> = new Set([
  ...LISTED.map((name) => `${NODE}${name}`),
  ...LISTED_VALUE.map((name) => `${NODE}value.${name}`),
  `${NODE}trust`,
  ...LISTED_TRUST.map((name) => `${NODE}trust.${name}`),
]);

/** Whether the rows hold every selected field. If not, all fields are read from the log, so that they agree. */
export const rowsSuffice = (paths: ReadonlySet<string>): boolean =>
  [...paths].every((path) => !path.startsWith(NODE) || ENOUGH.has(path));

export const listedRelationship = (
  { customerId, name, model, lastContactAt, renewsAt, value, score, band }: RelationshipRow,
  { asOf, knownAt, vantage }: Pick<ViewsAsOf, 'asOf' | 'knownAt' | 'vantage'>,
): ListedRelationship => ({
  id: nodeId('Relationship', customerId),
  customerId,
  name,
  lastContactAt,
  renewsAt,
  value,
  asOf,
  basis: { vantage, recordOf: customerId },
  trust: { score, band, asOf, knownAt, model },
});
