import { Field, InputType } from '@nestjs/graphql';
import { groupClassOf, inputClassOf, inputFieldsOf, type InputClass } from '#contact-log';
import { type ContactDefinition, type Fields, type GroupField } from '#relationship';
import { fieldType, limitOf } from '../schema/field-type.js';

const inSchema = new Set<InputClass>();

/** The class of what a caller sends, with its rules, made an input type of the schema: `RecordCheckInInput`. */
export function contactInput({ type, mutation, fields, says }: ContactDefinition): InputClass {
  const name = `${mutation?.charAt(0).toUpperCase()}${mutation?.slice(1)}Input`;
  return inputType(name, inputClassOf(type), inputFieldsOf(fields), says);
}

const groupInput = (group: GroupField): InputClass =>
  inputType(`${group.name}Input`, groupClassOf(group), group.fields, group.says);

function inputType(name: string, inputClass: InputClass, fields: Fields, description: string): InputClass {
  if (inSchema.has(inputClass)) return inputClass;
  inSchema.add(inputClass);
  InputType(name, { description })(inputClass);
  for (const [fieldName, { field, required, made }] of Object.entries(fields)) {
    const type = fieldType(fieldName, field, groupInput);
    const says = `${field.says}${limitOf(field)}`;
    Field(() => type, { nullable: !required || made, description: says })(inputClass.prototype as object, fieldName);
  }
  return inputClass;
}
