import {
  CATALOG,
  COMMON_FIELDS,
  COMMON_REFUSALS,
  NEED_CATALOG,
  NO_EVIDENCE,
  REFUSALS,
  type ContactDefinition,
  type Field,
  type Fields,
  type NeedDefinition,
  type RefusalCode,
} from '#relationship';
import { servedAs } from '../../apps/api/src/relationships/served-names.js';

/** The reference page of every contact, made from the declarations themselves. */
export function contactsPage(): string {
  const shape = Object.keys(REFUSALS).filter((code) =>
    /^(FIELD|ID)_|^CONTACT_TYPE_UNKNOWN$/.test(code),
  ) as RefusalCode[];
  return [
    '# Contacts',
    '',
    'Every contact: its mutation, the event it is stored as, its facts, what it may be refused for and what evidence it is.',
    'This page is made from the code; `npm run docs` writes it and a test compares.',
    '',
    'In the [schema](../apps/api/schema.gql) each contact is a type with the name of its event, and `Contact` is the interface',
    'that they implement. Facts are inputs and fields under the names that stand here; where a name means something else on',
    'another contact, the field has a name of its own, which stands beside.',
    '',
    '## Facts that every contact may carry',
    '',
    ...table(COMMON_FIELDS),
    '',
    'Beside these every input takes an `idempotencyKey`: the same key and the same facts again add nothing. Facts marked',
    '*sealed* are personal and are encrypted with the customer’s own key before they are stored.',
    '',
    '## Ids, texts and times',
    '',
    '- **An id** is stored without white space around it and in Unicode NFC, so ids that differ in nothing else are one, also in',
    '  queries and filters. What makes two ids look alike is refused in a new one, with the character and its place: control and',
    '  invisible characters (a zero-width space, a variation selector, U+3164, U+2800), and any white space but the plain space',
    '  (U+00A0, U+2028). So is an id that looks like an e-mail address. Limits are measured on this form. An id that an earlier',
    '  release stored otherwise, also with such a character, is found as it was given, where its normal form is not on record: it can',
    '  be read, recorded on, corrected and erased.',
    '- **An `idempotencyKey`** is read as an id, may have 1,000 characters and may look like an e-mail address, such as a',
    '  Message-ID: only a digest of it is stored, made with the customer’s own key, or with that of the needs register.',
    '- **A text** loses control characters; half a character (a lone surrogate) becomes U+FFFD. Line breaks and tabs stay, except',
    '  in texts of one line (names, titles, topics, segments, services, groups), which are trimmed like ids.',
    '- **A time** is ISO 8601 with its zone, in any form: `2026-03-02T10:30:00+01:00`, `+0100`, `+01`, `20260302T093000Z`,',
    '  `2026-03-02 09:30Z`, `2026-061T09:30Z`, `2026-W10-1T09:30Z`, decimals with a point or a comma. What is beyond the',
    '  millisecond is cut off. A time without a zone, a second 60 and 24:00 are refused.',
    '- **A repeat** is told by what is said, not by how it is written: `10:00+01:00` is `09:00Z`.',
    '  What can happen again to one matter (resolved, reopened, resolved again; a promise reset and reset back) is compared with',
    '  what stood last at its time: the same again is a repeat, what goes back is not, also where all happened at one instant. Under',
    '  an `idempotencyKey` of its own it is a contact of its own wherever the rules take it.',
    '',
    '## What any contact may be refused for',
    '',
    ...sentences([...COMMON_REFUSALS, ...shape]),
    '',
    ...CATALOG.filter(({ marker }) => marker === undefined).flatMap(section),
    '## The needs register',
    '',
    'What is said of a need itself, whoever waits for it. It names no customer: `needId` and `occurredAt` are given in place',
    'of the common facts.',
    '',
    ...NEED_CATALOG.flatMap(needSection),
    '## Markers',
    '',
    'Nobody records these. A watcher appends them, so that subscribers and history hear that time passed; no score depends',
    'on a marker.',
    '',
    ...CATALOG.filter(({ marker }) => marker !== undefined).flatMap(({ type, says, fields }) => [
      `### ${type}`,
      '',
      says,
      '',
      ...table(fields, type),
      '',
    ]),
    '## Why a contact is no evidence',
    '',
    'Each contact has an `effect`: its points in the score as of the time of the query, the evidence that they come from, and,',
    'where there is none, one of these reasons as `whyNoneReason`, with its sentence as `whyNone`. The list is closed. The points',
    'of all contacts, the prior and the cap sum to the score.',
    '',
    '| Reason | Meaning |',
    '|---|---|',
    ...Object.entries(NO_EVIDENCE).map(([reason, sentence]) => `| \`${reason}\` | ${sentence} |`),
    '',
    '## Refusals',
    '',
    'The list is closed. Each is answered as a `userErrors` entry with this code, the field it is about and a sentence.',
    '',
    ...sentences(Object.keys(REFUSALS) as RefusalCode[]),
    '',
  ].join('\n');
}

function section({ type, mutation, says, fields, evidenceSays, refusals }: ContactDefinition): string[] {
  const names = Object.keys(fields);
  return [
    `## ${type}`,
    '',
    mutation === null ? says : `\`${mutation}\`. ${says}`,
    '',
    ...(names.length === 0 ? ['No facts of its own.'] : table(fields, type)),
    '',
    `Evidence: ${evidenceSays}`,
    '',
    refusals.length === 0 ? 'No rules of its own.' : `Refusals: ${refusals.map((code) => `\`${code}\``).join(', ')}.`,
    '',
  ];
}

const needSection = ({ type, mutation, says, fields, refusals }: NeedDefinition): string[] => [
  `### ${type}`,
  '',
  mutation === null ? says : `\`${mutation}\`. ${says}`,
  '',
  ...table(fields),
  '',
  ...(refusals.length === 0 ? [] : [`Refusals: ${refusals.map((code) => `\`${code}\``).join(', ')}.`, '']),
];

const sentences = (codes: readonly RefusalCode[]): string[] => [
  '| Code | Meaning |',
  '|---|---|',
  ...codes.map((code) => `| \`${code}\` | ${REFUSALS[code]} |`),
];

/** @param contactType of which these are the facts; left out for those of no contact in particular */
const table = (fields: Fields, contactType = ''): string[] => [
  '| Fact | Shape | Meaning |',
  '|---|---|---|',
  ...Object.entries(fields).flatMap(([name, slot]) => {
    const served = servedAs(contactType, name).name;
    return rows({ [name]: slot }, '', served === name ? '' : ` Served as \`${served}\`.`);
  }),
];

function rows(fields: Fields, parent: string, more = ''): string[] {
  return Object.entries(fields).flatMap(([name, { field, generated, required }]) => {
    const path = `${parent}${name}`;
    const need = required && !generated ? ', **needed**' : '';
    const row = `| \`${path}\` | ${shapeOf(field)}${need} | ${field.says}${more} |`;
    const inner = field.kind === 'list' ? field.of : field;
    return inner.kind === 'group'
      ? [row, ...rows(inner.fields, `${path}${field.kind === 'list' ? '[]' : ''}.`)]
      : [row];
  });
}

function shapeOf(field: Field): string {
  switch (field.kind) {
    case 'text':
      return `text, 1 to ${field.max} characters${field.personal ? ', *sealed*' : ''}`;
    case 'id':
      return `id, 1 to ${field.max} characters`;
    case 'instant':
      return 'instant';
    case 'flag':
      return 'true or false';
    case 'number':
      return `${field.integer ? 'whole number' : 'number'}, ${field.min} to ${field.max}`;
    case 'choice':
      return field.values.join(', ');
    case 'group':
      return field.oneOf ? 'exactly one of' : 'object';
    case 'list':
      return `list of up to ${field.max}: ${shapeOf(field.of)}`;
  }
}
