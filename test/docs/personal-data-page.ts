import { COLLEAGUE_FIELDS } from '#contact-log';
import { CATALOG, CLEAR_TEXT, COMMON_FIELDS, NEED_CATALOG, NEED_FIELDS, type Field, type Fields } from '#relationship';
import { table } from './markdown.js';

const HEAD = `# Personal data

Everything that people type is one of two things. It is **sealed**: encrypted with the key of its customer before it is stored, so that
an erasure, which destroys the key, makes it unreadable in every copy of the log. Or it stands in **clear text**: then it is a checked
reference, and no e-mail address is taken in it.

| What it is declared as | How it is stored |
| --- | --- |
| sealed | Encrypted with the customer's own key; of a colleague, with the colleague's. |
| id | In clear text: at most 100 characters, no e-mail address. Use numbers or accounts, not names of people. |
| LISTED | In clear text. ${CLEAR_TEXT.LISTED} |
| GROUP | In clear text. ${CLEAR_TEXT.GROUP} |
| NEED | In clear text. ${CLEAR_TEXT.NEED} |

What a program cannot check is whether a name of a group is that of a person. Who records answers for that.

## What earlier releases wrote in clear text

The supervisor of \`notifySupervisor\`, keys of idempotency, and names of groups with addresses in them. A stored event is never changed, so it stays.
\`rapport doctor\` counts such events by field. An erasure does not reach them, so name them in your
register of processing.

## What is not in our hands

| Where it may still be | Until when | What to do |
| --- | --- | --- |
| Pages, write-ahead log and backups of a Postgres server that holds keys or views | until they are vacuumed, recycled or expire | Wrap the keys with a master key: then what is left of a key is of no use. Set an end to the server's backups. |
| Backups of \`keys.db\` that were made past \`rapport backup\` | until they are deleted | Keep backups of keys shorter than those of the log. A start on an older one erases again, by the register of erasures. |
| Exports, Parquet and CSV files that somebody made | until they are deleted | Delete them at the request of the person; keep a list of who exports. |
| Subscribers, and other programs that read over GraphQL | as they decide | They hear of \`CustomerErased\` by \`contactRecorded\`. |
| Snapshots of the disk, and swap | until they are overwritten | Encrypt the disk; [keys.md](keys.md#what-is-not-in-our-hands). |

## Every field that holds text

`;

type Declared = { readonly type: string; readonly fields: Fields };

const ALL: readonly Declared[] = [
  { type: 'every contact', fields: COMMON_FIELDS },
  ...CATALOG,
  { type: 'every fact of a need', fields: NEED_FIELDS },
  ...NEED_CATALOG,
  { type: 'ColleagueRegistered', fields: COLLEAGUE_FIELDS },
];

/** A text that is neither sealed nor says why it may stand in the clear. */
export const UNDECLARED = 'UNDECLARED';

/** Each field that holds text, with how it is stored. */
export const textFields = (): readonly (readonly [field: string, stored: string])[] =>
  ALL.flatMap(({ type, fields }) => textsIn(fields).map(([name, stored]) => [`${type}: ${name}`, stored] as const));

const textsIn = (fields: Fields): readonly (readonly [string, string])[] =>
  Object.entries(fields).flatMap(([name, { field }]) => textsOf(name, field));

function textsOf(name: string, field: Field): readonly (readonly [string, string])[] {
  if (field.kind === 'list') return textsOf(`${name}[]`, field.of);
  if (field.kind === 'group') return textsIn(field.fields).map(([inner, stored]) => [`${name}.${inner}`, stored]);
  if (field.kind === 'id') return [[name, 'id']];
  if (field.kind !== 'text') return [];
  return [[name, field.personal ? 'sealed' : (field.clearAs ?? UNDECLARED)]];
}

export const personalDataPage = (): string =>
  `${HEAD}${table(
    ['Field', 'Stored'],
    textFields().map(([field, stored]) => [`\`${field}\``, stored]),
  ).join('\n')}\n`;
