import { Float, ID, Int, registerEnumType, type ReturnTypeFuncValue } from '@nestjs/graphql';
import { definitionOf, type ChoiceField, type Field, type GroupField, type LeafField } from '#relationship';
import { DateTime } from './date-time.js';

type Group = (group: GroupField) => ReturnTypeFuncValue;

const enums = new Map<string, Readonly<Record<string, string>>>();

/**
 * The schema type of a declared field.
 * @param name the name of the field: an id is ID if the name ends in Id; ids of colleagues (owner, supervisor) are String
 * @param groupType makes the class of a group of fields; inputs and outputs have different classes
 */
export function fieldType(name: string, field: Field, groupType: Group): ReturnTypeFuncValue {
  if (field.kind === 'list') return [fieldType(name, field.of, groupType)] as ReturnTypeFuncValue;
  return field.kind === 'group' ? groupType(field) : leafType(name, field);
}

function leafType(name: string, field: LeafField): ReturnTypeFuncValue {
  switch (field.kind) {
    case 'id':
      return name.endsWith('Id') ? ID : String;
    case 'text':
      return String;
    case 'instant':
      return DateTime;
    case 'flag':
      return Boolean;
    case 'number':
      return field.integer ? Int : Float;
    case 'choice':
      return choiceEnum(field);
  }
}

function choiceEnum({ name, values, says }: ChoiceField): Readonly<Record<string, string>> {
  return enums.get(name) ?? registerEnum(name, values, says);
}

/** The enum of a fact. @throws RangeError if the contact has no such fact, or the fact has no fixed choices */
export function factEnum(type: string, fact: string): Readonly<Record<string, string>> {
  const field = definitionOf(type)?.fields[fact]?.field;
  if (field?.kind !== 'choice') throw new RangeError(`${type} has no fact "${fact}" with fixed choices`);
  return choiceEnum(field);
}

/** Registers an enum whose values equal their names. */
export function registerEnum(
  name: string,
  values: readonly string[],
  description: string,
  says: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const made = Object.fromEntries(values.map((value) => [value, value]));
  const valuesMap = Object.fromEntries(Object.entries(says).map(([value, text]) => [value, { description: text }]));
  registerEnumType(made, { name, description, valuesMap });
  enums.set(name, made);
  return made;
}

/** The range or the longest length of a field, as a sentence to append to its description. */
export function limitOf(field: Field): string {
  if (field.kind === 'text' || field.kind === 'id') return ` At most ${field.max} characters.`;
  if (field.kind === 'number') return ` From ${field.min} to ${field.max}.`;
  return field.kind === 'list' ? ` At most ${field.max}.` : '';
}
