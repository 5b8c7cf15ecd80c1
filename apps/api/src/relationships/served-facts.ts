import type { ReturnTypeFuncValue } from '@nestjs/graphql';
import { CATALOG, COMMON_FIELDS, relationshipOpened, relationshipUpdated, type Fields } from '#relationship';
import { fieldType, limitOf } from '../schema/field-type.js';
import { READ_NAMES, type Right } from '../edge/auth/rights.js';
import { rightFor } from '../schema/personal-fields.js';
import { groupObject } from '../schema/group-object.js';
import { servedAs } from './served-names.js';

/** A fact of a contact, as a field of the schema. */
export type ServedFact = {
  /** Name of the fact as it is stored. */
  readonly fact: string;
  /** Name of the field in the schema. */
  readonly name: string;
  readonly type: ReturnTypeFuncValue;
  readonly nullable: boolean;
  readonly says: string;
  /** Who may read it. */
  readonly right: Right;
};

/** A field that is nullable on one contact is nullable on all: GraphQL merges fragments only if the types are equal. */
const NULLABLE: ReadonlySet<string> = new Set([
  ...optionalNames('', COMMON_FIELDS),
  ...CATALOG.flatMap(({ type, fields }) => optionalNames(type, fields)),
]);

/** The contacts whose `name` is the customer's; on others it is that of a person. */
const NAMES_CUSTOMER: ReadonlySet<string> = new Set([relationshipOpened.type, relationshipUpdated.type]);

/** The facts that every contact may have. */
export const COMMON_FACTS: readonly ServedFact[] = servedFacts('', COMMON_FIELDS);

/** The facts that contacts of this type declare, each as a field of the schema. */
export function servedFacts(contactType: string, fields: Fields): readonly ServedFact[] {
  return Object.entries(fields).map(([fact, { field, required }]) => {
    const { name, type } = servedAs(contactType, fact);
    const nullable = NULLABLE.has(name);
    const limit = type === undefined ? limitOf(field) : '';
    const whenNull = required ? ' Never null here.' : ' Null if not given.';
    return {
      fact,
      name,
      type: type ?? fieldType(fact, field, groupObject),
      nullable,
      says: `${field.says}${limit}${nullable ? whenNull : ''}`,
      right: NAMES_CUSTOMER.has(contactType) && fact === 'name' ? READ_NAMES : rightFor(field),
    };
  });
}

function optionalNames(contactType: string, fields: Fields): readonly string[] {
  const optional = Object.entries(fields).filter(([, { required }]) => !required);
  return optional.map(([fact]) => servedAs(contactType, fact).name);
}
