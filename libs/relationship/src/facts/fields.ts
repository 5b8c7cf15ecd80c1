// The fields of a contact's facts, declared once, next to the contact. Derived from them: the event's TypeScript type, the
// validation of input, the GraphQL input, the sealing of personal fields and the reference page.
// The description of a leaf field gives its meaning, unit and range. A field that is left out means "not stated".

/** What a text may be that is stored in the clear with a fact. Nothing else may: it is declared as personal, and sealed. */
export const CLEAR_TEXT = {
  LISTED: 'A value of a list that we or a standard keep.',
  GROUP: 'The name of a group, a service or a kind of thing. An e-mail address in it is refused.',
  NEED: 'Our own words about a need that several customers have, so it belongs to none. An e-mail address in it is refused.',
} as const;
export type ClearText = keyof typeof CLEAR_TEXT;

export type TextField = {
  readonly kind: 'text';
  readonly says: string;
  /** Longest text accepted, in UTF-16 code units. */
  readonly max: number;
  /** Personal fields are sealed with the customer's own key before they are stored. */
  readonly personal: boolean;
  /** Why it may stand in clear text, where it is stored with a fact; null: it may not, or is stored with none. */
  readonly clearAs: ClearText | null;
  /** Earlier releases stored it in clear text. */
  readonly wasClear?: true;
  /** Whether it is one line: a name, a segment. It is then stored without white space around it, in Unicode NFC. */
  readonly isLine: boolean;
};
export type IdField = {
  readonly kind: 'id';
  readonly says: string;
  /** Longest id accepted, in UTF-16 code units, in its normal form. */
  readonly max: number;
  /** Only a keyed digest of it is stored, so it may look like an e-mail address. */
  readonly isDigested: boolean;
};
export type InstantField = { readonly kind: 'instant'; readonly says: string };
export type FlagField = { readonly kind: 'flag'; readonly says: string };
export type NumberField = {
  readonly kind: 'number';
  readonly says: string;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
};
export type ChoiceField<V extends string = string> = {
  readonly kind: 'choice';
  readonly says: string;
  /** Name of the enumeration in the public schema. */
  readonly name: string;
  readonly values: readonly V[];
};
export type GroupField<F extends Fields = Fields> = {
  readonly kind: 'group';
  readonly says: string;
  /** Name of the object in the public schema. */
  readonly name: string;
  /** Description of the object type, where it differs from `says`, the description of the field. Left out: `says`. */
  readonly typeSays?: string;
  readonly fields: F;
  /** Exactly one of the fields must be given. */
  readonly oneOf: boolean;
};
export type ListField<F extends LeafField | GroupField = LeafField | GroupField> = {
  readonly kind: 'list';
  readonly says: string;
  readonly of: F;
  /** Most entries accepted. */
  readonly max: number;
};
export type LeafField = TextField | IdField | InstantField | FlagField | NumberField | ChoiceField;
export type Field = LeafField | GroupField | ListField;
export type Slot<F extends Field = Field, R extends boolean = boolean> = {
  readonly field: F;
  /** Whether every stored contact has it. */
  readonly required: R;
  /** Whether the server fills it in where the caller leaves it out: a new id, or the current time. */
  readonly generated: boolean;
};
export type Fields = { readonly [name: string]: Slot };

export const ID_MAX_LENGTH = 100;

/** A field that every stored contact has. */
export const required = <F extends Field>(field: F): Slot<F, true> => ({ field, required: true, generated: false });
/** A field that may be left out. */
export const optional = <F extends Field>(field: F): Slot<F, false> => ({ field, required: false, generated: false });
/** A field that the server fills in where the caller leaves it out. */
export const generated = <F extends IdField | InstantField>(field: F): Slot<F, true> => ({
  field,
  required: true,
  generated: true,
});

export const id = (says: string, max = ID_MAX_LENGTH): IdField => ({ kind: 'id', says, max, isDigested: false });
/** What tells a repeat. Long enough for a Message-ID, which may have 998 characters, and for the UID of a calendar entry. */
export const idempotencyKey = (says: string, max = 1000): IdField => ({ kind: 'id', says, max, isDigested: true });
/** Free text about people or by people. Personal data: it is stored sealed. */
export const personalText = (says: string, max = 4000): TextField => ({
  kind: 'text',
  says,
  max,
  personal: true,
  clearAs: null,
  isLine: false,
});
/** As personalText, for one line: the name of a person, a title. */
export const personalLine = (says: string, max = 200): TextField => ({ ...personalText(says, max), isLine: true });
/** Text of a setting or a form, which is stored with no fact of a customer. */
export const plainText = (says: string, max = 1000): TextField => ({
  kind: 'text',
  says,
  max,
  personal: false,
  clearAs: null,
  isLine: false,
});
/** As plainText, for one line. */
export const plainLine = (says: string, max = 200): TextField => ({ ...plainText(says, max), isLine: true });
/** A value of a list that we or a standard keep: a time zone, a currency, a refusal. */
export const listed = (says: string, max: number): TextField => ({ ...plainLine(says, max), clearAs: 'LISTED' });
/** The name of a group, a service or a kind of thing: a segment, a team. */
export const groupName = (says: string, max = 200): TextField => ({ ...plainLine(says, max), clearAs: 'GROUP' });
/** Our own words about a need of several customers. They name no person. */
export const needText = (says: string, max = 1000): TextField => ({ ...plainText(says, max), clearAs: 'NEED' });
export const instant = (says: string): InstantField => ({ kind: 'instant', says });
export const flag = (says: string): FlagField => ({ kind: 'flag', says });
export const number = (says: string, min: number, max: number, integer = true): NumberField => ({
  kind: 'number',
  says,
  min,
  max,
  integer,
});
export const choice = <const V extends readonly string[]>(
  name: string,
  values: V,
  says: string,
): ChoiceField<V[number]> => ({ kind: 'choice', says, name, values });
export const group = <F extends Fields>(name: string, fields: F, says: string, oneOf = false): GroupField<F> => ({
  kind: 'group',
  says,
  name,
  fields,
  oneOf,
});
export const list = <F extends LeafField | GroupField>(of: F, says: string, max = 50): ListField<F> => ({
  kind: 'list',
  says,
  of,
  max,
});

type ValueOf<F> =
  F extends ListField<infer E>
    ? readonly ValueOf<E>[]
    : F extends GroupField<infer G>
      ? FactsOf<G>
      : F extends ChoiceField<infer V>
        ? V
        : F extends FlagField
          ? boolean
          : F extends NumberField
            ? number
            : string;
type RequiredNames<F extends Fields> = { [K in keyof F]: F[K] extends Slot<Field, true> ? K : never }[keyof F];

/** The TypeScript type of the facts that a set of fields describes. */
export type FactsOf<F extends Fields> = {
  readonly [K in RequiredNames<F>]: F[K] extends Slot<infer T> ? ValueOf<T> : never;
} & {
  readonly [K in Exclude<keyof F, RequiredNames<F>>]?: F[K] extends Slot<infer T> ? ValueOf<T> : never;
};
