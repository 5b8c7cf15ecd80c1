import { Field, InputType } from '@nestjs/graphql';
import {
  formClassOf,
  groupClassOf,
  inputClassOf,
  inputFieldsOf,
  needInputClassOf,
  needInputFieldsOf,
  type InputClass,
} from '#contact-log';
import type { ContactDefinition, Fields, GroupField, NeedDefinition } from '#relationship';
import { fieldType, limitOf } from './field-type.js';
import { mutationTypeName } from './mutation-type-name.js';

const inSchema = new Set<InputClass>();

/** The class of an input, with its validation rules, as an input type of the schema: `RecordCheckInInput`. */
export const contactInput = ({ type, mutation, fields, says }: ContactDefinition): InputClass =>
  inputType(mutationTypeName(mutation ?? type, 'Input'), inputClassOf(type), inputFieldsOf(fields), says);

/** The same for a fact of the needs register: `FulfilNeedInput`. */
export const needInput = ({ type, mutation, fields, says }: NeedDefinition): InputClass =>
  inputType(mutationTypeName(mutation ?? type, 'Input'), needInputClassOf(type), needInputFieldsOf(fields), says);

/** The same for an input that is not a contact, under this name. */
export const formInput = (name: string, fields: Fields, says: string): InputClass =>
  inputType(name, formClassOf(name, fields), fields, says);

export const groupInput = (group: GroupField): InputClass =>
  inputType(`${group.name}Input`, groupClassOf(group), group.fields, group.typeSays ?? group.says);

function inputType(name: string, inputClass: InputClass, fields: Fields, description: string): InputClass {
  if (inSchema.has(inputClass)) return inputClass;
  inSchema.add(inputClass);
  InputType(name, { description })(inputClass);
  for (const [fieldName, { field, required, generated }] of Object.entries(fields)) {
    const type = fieldType(fieldName, field, groupInput);
    const says = `${field.says}${limitOf(field)}`;
    Field(() => type, { nullable: !required || generated, description: says })(
      inputClass.prototype as object,
      fieldName,
    );
  }
  return inputClass;
}
