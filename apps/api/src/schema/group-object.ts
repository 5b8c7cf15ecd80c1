import { Field, ObjectType } from '@nestjs/graphql';
import type { GroupField } from '#relationship';
import { Allowed, READ } from '../edge/auth/rights.js';
import { rightFor } from './personal-fields.js';
import { fieldType, limitOf } from './field-type.js';

const groups = new Map<string, new () => object>();

/** The output type of a group of facts: `About`, `Alternative`, `CorrectiveAction`. */
export function groupObject({ name, says, typeSays, fields }: GroupField): new () => object {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const made = { [name]: class {} }[name] as new () => object;
  groups.set(name, made);
  Allowed(READ)(made);
  ObjectType(name, { description: typeSays ?? says })(made);
  for (const [fieldName, { field, required }] of Object.entries(fields)) {
    const type = fieldType(fieldName, field, groupObject);
    const description = `${field.says}${limitOf(field)}`;
    Field(() => type, { nullable: !required, description })(made.prototype as object, fieldName);
    Allowed(rightFor(field))(made.prototype as object, fieldName);
  }
  return made;
}
