import 'reflect-metadata';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import {
  COMMON_FIELDS,
  definitionOf,
  idempotencyKey,
  optional,
  NEED_FIELDS,
  needDefinitionOf,
  type Field,
  type Fields,
  type GroupField,
  type NumberField,
  REFUSALS,
  type RefusalCode,
} from '#relationship';
import {
  ExactlyOne,
  instantWanted,
  NotAnEmailAddress,
  oneWanted,
  Printable,
  STRICT_INSTANT,
  unprintableIn,
  unseenIn,
  Visible,
} from './input-rules.js';

// class-validator checks inputs, on classes that are generated from the declared fields. Nest needs a class for each
// GraphQL input anyway, and the rules of class-validator are well tested.

/** What a caller may send with any contact. */
export const ENVELOPE_FIELDS = {
  ...COMMON_FIELDS,
  idempotencyKey: optional(
    idempotencyKey(
      'The same key and the same facts again add nothing. It belongs to the relationship. Only a keyed digest of it is stored, so it may be a Message-ID.',
    ),
  ),
} satisfies Fields;

/** What a caller may send with any fact of the needs register. */
const NEED_ENVELOPE_FIELDS = {
  ...NEED_FIELDS,
  idempotencyKey: optional(
    idempotencyKey(
      'The same key and the same facts again add nothing. It belongs to the need. Only a keyed digest of it is stored, so it may be a Message-ID.',
    ),
  ),
} satisfies Fields;

export type InputClass = new () => object;

const contactClasses = new Map<string, InputClass>();
const needClasses = new Map<string, InputClass>();
const groupClasses = new Map<string, InputClass>();

/**
 * The input class of a contact type, with class-validator rules from the declaration. Every call returns the same class,
 * so that callers may add decorators to it.
 * @throws RangeError if there is no such contact type
 */
export function inputClassOf(type: string): InputClass {
  const definition = definitionOf(type);
  if (definition === null) throw new RangeError(`there is no contact type ${type}`);
  return remembered(contactClasses, type, () =>
    makeClass(`${type}Input`, { ...ENVELOPE_FIELDS, ...definition.fields }),
  );
}

/** As inputClassOf, for a fact of the needs register. @throws RangeError if there is no such fact type */
export function needInputClassOf(type: string): InputClass {
  const definition = needDefinitionOf(type);
  if (definition === null) throw new RangeError(`there is no fact type ${type} in the needs register`);
  return remembered(needClasses, type, () => makeClass(`${type}Input`, needInputFieldsOf(definition.fields)));
}

const formClasses = new Map<string, InputClass>();

/** As inputClassOf, for fields that belong to no contact. @param name unique among all forms */
export const formClassOf = (name: string, fields: Fields): InputClass =>
  remembered(formClasses, name, () => makeClass(name, fields));

/** The class of a group of fields within an input: `About`, `Alternative`, `CorrectiveAction`. */
export const groupClassOf = (group: GroupField): InputClass =>
  remembered(groupClasses, group.name, () => makeClass(`${group.name}Input`, group.fields));

/** The fields that a caller may send to record this contact. */
export const inputFieldsOf = (fields: Fields): Fields => ({ ...ENVELOPE_FIELDS, ...fields });

/** The same for a contact type; none if there is no such type. */
export const inputFieldsFor = (type: string): Fields => inputFieldsOf(definitionOf(type)?.fields ?? {});

/** The fields that a caller may send to record this fact of the needs register. */
export const needInputFieldsOf = (fields: Fields): Fields => ({ ...NEED_ENVELOPE_FIELDS, ...fields });

function remembered(known: Map<string, InputClass>, name: string, make: () => InputClass): InputClass {
  const found = known.get(name) ?? make();
  known.set(name, found);
  return found;
}

function makeClass(name: string, fields: Fields): InputClass {
  const input = { [name]: class {} }[name] as InputClass;
  for (const [field, { field: declared, required, generated }] of Object.entries(fields)) {
    const decorate = (decorator: PropertyDecorator) => decorator(input.prototype as object, field);
    // class-validator runs the rules in the order of the decorators, and only the first failure of a field is reported.
    rulesOf(declared).forEach(decorate);
    decorate(required && !generated ? IsDefined(says('FIELD_REQUIRED')) : IsOptional());
  }
  return input;
}

/** What would be accepted: a sentence, or one about the value. Left out where the text of the code is enough. */
type Wanted = string | ((value: unknown) => string);

/** What a refusal is made from where the rule is broken. */
export type RuleContext = {
  readonly code: RefusalCode;
  /** Whether the refusal quotes the value. */
  readonly isQuoted: boolean;
  /** Whether the rule is only for ids that are not on record. */
  readonly isOfNewIds: boolean;
};

const says = (code: RefusalCode, more: ValidationOptions = {}, wanted: Wanted = ''): ValidationOptions => ({
  ...more,
  context: { code, isQuoted: false, isOfNewIds: false } satisfies RuleContext,
  message: ({ value }) => {
    const more = typeof wanted === 'string' ? wanted : wanted(value);
    return `${REFUSALS[code]}${more && ` ${more}`}`;
  },
});

/** As says, and the refusal quotes the value. Only for values that are no free text, since that may be personal. */
const quotes = (code: RefusalCode, more: ValidationOptions = {}, wanted: Wanted = ''): ValidationOptions => ({
  ...says(code, more, wanted),
  context: { code, isQuoted: true, isOfNewIds: false } satisfies RuleContext,
});

/** An id that breaks the rule may be on record, since an earlier release took it. */
const ofNewIds = ({ context, ...more }: ValidationOptions): ValidationOptions => ({
  ...more,
  context: { ...(context as RuleContext), isOfNewIds: true },
});

const outOfRange = ({ integer, min, max }: NumberField, more: ValidationOptions): ValidationOptions =>
  quotes('FIELD_OUT_OF_RANGE', more, `${integer ? 'Whole, from' : 'From'} ${min} to ${max}.`);

/** The rules of a field, in the order in which they are checked. */
function rulesOf(field: Field, more: ValidationOptions = {}): PropertyDecorator[] {
  switch (field.kind) {
    case 'id':
      return [
        IsString(says('FIELD_INVALID', more, 'A text.')),
        Matches(/\S/, says('FIELD_EMPTY', more)),
        MaxLength(field.max, says('FIELD_TOO_LONG', more, `At most ${field.max} characters.`)),
        ...(field.isDigested
          ? [Validate(Printable, says('FIELD_INVALID', more, unprintableIn))]
          : [
              Validate(Visible, ofNewIds(says('FIELD_INVALID', more, unseenIn))),
              Validate(NotAnEmailAddress, says('ID_LOOKS_LIKE_EMAIL', more)),
            ]),
      ];
    case 'text':
      return [
        IsString(says('FIELD_INVALID', more, 'A text.')),
        Matches(/\S/, says('FIELD_EMPTY', more)),
        MaxLength(field.max, says('FIELD_TOO_LONG', more, `At most ${field.max} characters.`)),
        ...(field.clearAs === null || field.clearAs === 'LISTED'
          ? []
          : [Validate(NotAnEmailAddress, says('TEXT_HOLDS_ADDRESS', more))]),
      ];
    case 'instant':
      return [Matches(STRICT_INSTANT, quotes('FIELD_INVALID', more, instantWanted))];
    case 'flag':
      return [IsBoolean(quotes('FIELD_INVALID', more, 'true or false.'))];
    case 'choice':
      return [IsIn([...field.values], quotes('FIELD_INVALID', more, `One of ${field.values.join(', ')}.`))];
    case 'number':
      return [
        field.integer ? IsInt(outOfRange(field, more)) : IsNumber({}, outOfRange(field, more)),
        Min(field.min, outOfRange(field, more)),
        Max(field.max, outOfRange(field, more)),
      ];
    case 'group': {
      const rules = [
        IsObject(says('FIELD_INVALID', more, `An object with ${Object.keys(field.fields).join(', ')}.`)),
        ValidateNested(more),
      ];
      return field.oneOf
        ? [
            ...rules,
            Validate(
              ExactlyOne,
              says('FIELD_INVALID', more, (value) => oneWanted(Object.keys(field.fields), value)),
            ),
          ]
        : rules;
    }
    case 'list':
      return [
        IsArray(says('FIELD_INVALID', {}, 'A list.')),
        ArrayMaxSize(field.max, says('FIELD_TOO_LONG', {}, `At most ${field.max} entries.`)),
        ...rulesOf(field.of, { each: true }),
      ];
  }
}
