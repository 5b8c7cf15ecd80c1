import { validateSync, type ValidationError } from 'class-validator';
import {
  cleanLine,
  cleanText,
  definitionOf,
  instantIn,
  needDefinitionOf,
  normalId,
  quoted,
  refuse,
  toIso,
  type Field,
  type Fields,
  type NeedFactType,
  type Refusal,
} from '#relationship';
import {
  formClassOf,
  groupClassOf,
  inputClassOf,
  inputFieldsOf,
  needInputClassOf,
  needInputFieldsOf,
  type InputClass,
  type RuleContext,
} from './input-class.js';

type Said = {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
};

/** Checked input: only known fields, no nulls, instants in UTC to the millisecond, ids and texts in their normal form. */
export type CheckedInput = Said & {
  /** The same with ids and texts as they were given, as older logs hold them; left out where that is no other. */
  readonly asGiven?: Said;
};

/** Checked input, but for what only the facts on record can tell. */
export type InputToJudge = CheckedInput & {
  /** The refusals of ids that hold where the id is not on record: earlier releases took ids with invisible characters. */
  readonly ofNewIds: readonly Refusal[];
};

/**
 * Checks the shape of an input, independent of what is on record.
 * @param raw plain JSON-like values; instants as Date or as ISO 8601 text with a zone
 */
export const readInput = (type: string, raw: object): CheckedInput | readonly Refusal[] =>
  asOfNewIds(readInputToJudge(type, raw));

/** As readInput, where the facts on record are at hand: they tell whether an id is new. */
export function readInputToJudge(type: string, raw: object): InputToJudge | readonly Refusal[] {
  const definition = definitionOf(type);
  if (definition === null) return [refuse('CONTACT_TYPE_UNKNOWN', 'type')];
  return checked(inputClassOf(type), inputFieldsOf(definition.fields), raw);
}

/** What an input says, unchecked. */
export type InputForms = {
  /** Its values in their normal form: what two inputs that say the same have in common. */
  readonly normal: Readonly<Record<string, unknown>>;
  /** The same with ids and texts as they were given; null where that is no other. */
  readonly asGiven: Readonly<Record<string, unknown>> | null;
};

export function inputForms(type: string, raw: object): InputForms {
  const definition = definitionOf(type);
  if (definition === null) return { normal: { ...raw }, asGiven: null };
  const fields = inputFieldsOf(definition.fields);
  const reading: Reading = { isAsGiven: false, hasChanged: false };
  const normal = normalisedGroup(raw, fields, reading);
  return { normal, asGiven: reading.hasChanged ? normalisedGroup(raw, fields, AS_GIVEN) : null };
}

/** As readInputToJudge, for a fact of the needs register. @throws RangeError if there is no such fact type */
export function readNeedInput(type: NeedFactType, raw: object): InputToJudge | readonly Refusal[] {
  const fields = needInputFieldsOf(needDefinitionOf(type)?.fields ?? {});
  return checked(needInputClassOf(type), fields, raw);
}

/** As readInput, for fields that belong to no contact. @param name as for formClassOf */
export const readForm = (name: string, fields: Fields, raw: object): CheckedInput | readonly Refusal[] =>
  asOfNewIds(readFormToJudge(name, fields, raw));

export const readFormToJudge = (name: string, fields: Fields, raw: object): InputToJudge | readonly Refusal[] =>
  checked(formClassOf(name, fields), fields, raw);

function asOfNewIds(read: InputToJudge | readonly Refusal[]): CheckedInput | readonly Refusal[] {
  if (isRefused(read)) return read;
  const { ofNewIds, ...input } = read;
  return ofNewIds.length > 0 ? ofNewIds : input;
}

function checked(inputClass: InputClass, fields: Fields, raw: object): InputToJudge | readonly Refusal[] {
  const reading: Reading = { isAsGiven: false, hasChanged: false };
  const plain = normalisedGroup(raw, fields, reading);
  const errors = validateSync(inClass(inputClass, fields, plain), {
    forbidUnknownValues: true,
    stopAtFirstError: true,
  });
  const broken = errors.flatMap((error) => brokenRules(error, ''));
  const [ofNewIds, always] = [true, false].map((is) =>
    broken.filter(({ isOfNewIds }) => isOfNewIds === is).map(({ refusal }) => refusal),
  ) as [Refusal[], Refusal[]];
  const refusals = [...unknownFields(raw, fields, ''), ...always];
  if (refusals.length > 0) return [...refusals, ...ofNewIds];
  const read = { ...saidIn(plain), ofNewIds };
  return reading.hasChanged ? { ...read, asGiven: saidIn(normalisedGroup(raw, fields, AS_GIVEN)) } : read;
}

/** The values as an object of their class, and groups as objects of theirs: class-validator finds its rules by the class. */
function inClass(inputClass: InputClass, fields: Fields, values: object): object {
  const instance = new inputClass();
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    const slot = fields[name];
    Object.assign(instance, { [name]: slot === undefined ? value : asInstance(slot.field, value) });
  }
  return instance;
}

function asInstance(field: Field, value: unknown): unknown {
  if (field.kind === 'list' && Array.isArray(value)) return value.map((each) => asInstance(field.of, each));
  return field.kind === 'group' && isPlainObject(value) ? inClass(groupClassOf(field), field.fields, value) : value;
}

function saidIn({ idempotencyKey = null, ...facts }: Readonly<Record<string, unknown>>): Said {
  return { facts, idempotencyKey: idempotencyKey as string | null };
}

/** Whether the input was refused. */
export const isRefused = <T extends object, C extends string>(
  read: T | readonly Refusal<C>[],
): read is readonly Refusal<C>[] => Array.isArray(read);

type BrokenRule = { readonly refusal: Refusal; readonly isOfNewIds: boolean };

function brokenRules(error: ValidationError, parent: string): BrokenRule[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  if (error.children && error.children.length > 0) return error.children.flatMap((child) => brokenRules(child, path));
  const [rule = ''] = Object.keys(error.constraints ?? {});
  const context = error.contexts?.[rule] as RuleContext | undefined;
  if (context === undefined) return [{ refusal: refuse('FIELD_INVALID', path), isOfNewIds: false }];
  const { code, isQuoted, isOfNewIds } = context;
  const given = isQuoted ? ` Given: ${quoted(error.value)}.` : '';
  return [{ refusal: refuse(code, path, `${error.constraints?.[rule]}${given}`), isOfNewIds }];
}

/** An own check, because class-validator's whitelist accepts names that every object inherits, such as `constructor`. */
function unknownFields(raw: object, fields: Fields, parent: string): Refusal[] {
  return Object.entries(raw).flatMap(([name, value]: [string, unknown]) => {
    const path = parent === '' ? name : `${parent}.${name}`;
    if (value === null || value === undefined) return [];
    const slot = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return slot === undefined ? [refuse('FIELD_UNKNOWN', path)] : unknownWithin(value, slot.field, path);
  });
}

function unknownWithin(value: unknown, field: Field, path: string): Refusal[] {
  if (field.kind === 'list' && Array.isArray(value))
    return value.flatMap((each, index) => unknownWithin(each, field.of, `${path}.${index}`));
  return field.kind === 'group' && isPlainObject(value) ? unknownFields(value, field.fields, path) : [];
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Reading = {
  /** Whether ids and texts stay as they were given. */
  readonly isAsGiven: boolean;
  /** Whether an id or a text was not in its normal form. */
  hasChanged: boolean;
};

/** Changes no id and no text, so it never marks a change. */
const AS_GIVEN: Reading = { isAsGiven: true, hasChanged: false };

function normalisedGroup(raw: object, fields: Fields, reading: Reading): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    const slot = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (slot !== undefined) out[name] = normalised(value, slot.field, reading);
  }
  return out;
}

function normalised(value: unknown, field: Field, reading: Reading): unknown {
  switch (field.kind) {
    case 'id':
      return inForm(value, normalId, reading);
    case 'text':
      return inForm(value, field.isLine ? cleanLine : cleanText, reading);
    case 'instant':
      return instantText(value);
    case 'list':
      return Array.isArray(value) ? value.map((each) => normalised(each, field.of, reading)) : value;
    case 'group':
      return isPlainObject(value) ? normalisedGroup(value, field.fields, reading) : value;
    default:
      return value;
  }
}

function inForm(value: unknown, form: (text: string) => string, reading: Reading): unknown {
  if (reading.isAsGiven || typeof value !== 'string') return value;
  const inNormalForm = form(value);
  if (inNormalForm !== value) reading.hasChanged = true;
  return inNormalForm;
}

/** UTC to the millisecond. A value that is not an instant stays unchanged, and its rule refuses it. */
function instantText(value: unknown): unknown {
  const at = value instanceof Date ? value.getTime() : typeof value === 'string' ? instantIn(value) : null;
  return at === null || Number.isNaN(at) ? value : toIso(at);
}
