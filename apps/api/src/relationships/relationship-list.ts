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
import { NOW } from '../clocks/vantages.js';
import { Relationship, type RelationshipBasis } from './relationship.type.js';

const OrderField = registerEnum('RelationshipOrderField', RELATIONSHIP_ORDERS, 'What relationships are ordered by.', {
  SCORE: 'The score at the time of the query.',
  LOWER_END: 'The lower end of the interval: where little is known, caution puts a relationship first.',
  NAME: 'What the customer is called, by code point.',
  LAST_CONTACT: 'When there last was a word with the customer; none yet counts as longest ago.',
  RENEWS_AT: 'When the contract ends or is renewed; without a date counts as later than any.',
  VALUE:
    'What the contract is worth, the currencies one after another by their codes, since amounts of two cannot be compared; without a value counts as the least.',
});
export const OrderDirection = registerEnum('OrderDirection', ['ASC', 'DESC'], 'Which end comes first.', {
  ASC: 'The least, or the earliest, first.',
  DESC: 'The most, or the latest, first.',
});

@InputType({ description: 'Which relationships; what is left out does not matter.' })
export class RelationshipFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Who answers for it at the time of the query, holiday cover included.',
  })
  readonly owner?: string | null;
  @Field(() => String, { nullable: true, description: 'The part of the book it belongs to.' })
  readonly segment?: string | null;
  @Field(() => TrustBandEnum, { nullable: true, description: 'Its band at the time of the query.' })
  readonly band?: TrustBand | null;
  @Field(() => Boolean, { nullable: true, description: 'Also those that were closed. Default: false.' })
  readonly includeClosed?: boolean | null;
  @Field(() => DateTime, { nullable: true, description: 'Its contract ends or is renewed then or later.' })
  readonly renewsFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Its contract ends or is renewed before then.' })
  readonly renewsBefore?: string | null;
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Its value is in this currency, and so much or more.',
  })
  readonly valueAtLeast?: Money | null;
}

/** The filter as lists take it. */
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
  'Relationships in the order asked for, right at the time of the query: scores to 0.1 point, bands exactly.',
);

/** The part of a relationship that a list shows without asking the log. */
export type ListedRelationship = Pick<
  Relationship,
  'id' | 'customerId' | 'name' | 'lastContactAt' | 'renewsAt' | 'value' | 'asOf'
> & {
  readonly basis: Pick<RelationshipBasis, 'vantage'>;
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

/** Whether the rows hold all that is asked of each relationship. Otherwise all of it comes from the log, so that it agrees. */
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
  basis: { vantage: vantage ?? NOW },
  trust: { score, band, asOf, knownAt, model },
});
