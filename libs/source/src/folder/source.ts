import { isTimeZone } from '#relationship';
import type { JudgingOptions } from '#validation';
import { FORM_NAMES, formAt, PLAIN_FORM, type FileForm } from './file-form.js';
import { inboxAt, secondsOf, type Inbox } from './inbox.js';
import { judgingAt } from './judging.js';
import { questionAt, type Question } from './question.js';
import { FieldInvalid, flagAt, listAt, only, orElse, recordAt, textAt, within } from './read-fields.js';

/** A view that the SQL reads, and the file or files behind it. */
export type View = {
  readonly name: string;
  /** The usual name of the file, with `*` for any text; null: any name that begins with the name of the view and a dot. */
  readonly file: string | null;
  readonly form: FileForm;
};

/** What is to be predicted from a source's contacts, and how it is judged. */
export type Validation = {
  /** What is predicted, in words. */
  readonly predicts: string;
  readonly question: Question;
  readonly judging: JudgingOptions;
  /** Columns that are known when a promise is made: what cheap rivals may predict from. */
  readonly sideFacts: readonly string[];
  /** Columns with numbers that the answer brings. */
  readonly answerValues: readonly string[];
};

/** A folder that says how the export of a system becomes contacts. */
export type Source = {
  /** The name of its folder. */
  readonly id: string;
  readonly name: string;
  /** One row for each contact; empty: it has an inbox, and reads no files. */
  readonly sql: string;
  /** One row for each id of another system, with the customer whom it means; null: the source says none. */
  readonly identities: string | null;
  /** Where times are that name no zone. */
  readonly zone: string;
  /** How files are read that no view names. */
  readonly form: FileForm;
  readonly views: readonly View[];
  /** Columns whose values make the id of a contact; none: its content does. */
  readonly idOf: readonly string[];
  /** Whether a relationship is opened at its first contact. */
  readonly opens: boolean;
  /** How old its newest contact may be, milliseconds; null: nothing is expected. */
  readonly expectEveryMs: number | null;
  /** How it takes what another system sends; null: it takes nothing. */
  readonly inbox: Inbox | null;
  /** Null: it can be imported, but says nothing of what to predict. */
  readonly validation: Validation | null;
};

const NAMES = ['name', 'from', 'zone', 'files', 'id', 'open', 'validation', 'expect', 'inbox', ...FORM_NAMES];

/** The SQL of a source, as its files have it. */
export type SourceSql = {
  readonly contacts: string;
  readonly identities?: string | null;
  readonly inbox?: string | null;
};

/** @param raw the content of `source.yaml` @throws FieldInvalid at the first field that is unknown or wrong */
export function sourceFrom(id: string, { contacts, identities, inbox }: SourceSql, raw: unknown): Source {
  const json = only(raw ?? {}, NAMES, '');
  orElse<string | null>(json.from, 'from', textAt, null);
  const form = formAt(json, '', PLAIN_FORM);
  return {
    id,
    name: orElse(json.name, 'name', textAt, id),
    sql: contacts,
    identities: identities ?? null,
    zone: orElse(json.zone, 'zone', zoneAt, 'UTC'),
    form,
    views: Object.values(orElse(json.files, 'files', (value, path) => viewsAt(value, path, form), {})),
    idOf: orElse<readonly string[]>(json.id, 'id', (value, path) => listAt(value, path, textAt), []),
    opens: orElse(json.open, 'open', flagAt, true),
    expectEveryMs: orElse<number | null>(json.expect, 'expect', expectAt, null),
    inbox: inboxAt(json.inbox, 'inbox', inbox ?? null),
    validation: orElse<Validation | null>(json.validation, 'validation', validationAt, null),
  };
}

function viewsAt(raw: unknown, path: string, base: FileForm): Readonly<Record<string, View>> {
  return recordAt(raw, path, (value, at) => {
    const json = only(value ?? {}, ['file', 'zone', ...FORM_NAMES], at);
    const file = orElse<string | null>(json.file, within(at, 'file'), textAt, null);
    const zone = orElse<string | null>(json.zone, within(at, 'zone'), zoneAt, null);
    return { name: at.slice(path.length + 1), file, form: { ...formAt(json, at, base), zone } };
  });
}

function expectAt(raw: unknown, path: string): number {
  const seconds = secondsOf(/^every (.+)$/.exec(textAt(raw, path))?.[1] ?? '');
  if (seconds === null) throw new FieldInvalid(path, 'must be such as every 1h, every 30m or every 7d');
  return 1_000 * seconds;
}

function zoneAt(raw: unknown, path: string): string {
  const zone = textAt(raw, path);
  if (isTimeZone(zone)) return zone;
  throw new FieldInvalid(path, `is no name of a time zone, such as Europe/Berlin: ${zone}`);
}

function validationAt(raw: unknown, path: string): Validation {
  const json = only(raw, ['predicts', 'question', 'judging', 'sideFacts', 'answerValues'], path);
  const names = (name: 'sideFacts' | 'answerValues') =>
    orElse<readonly string[]>(json[name], within(path, name), (value, at) => listAt(value, at, textAt), []);
  const sideFacts = names('sideFacts');
  const question = questionAt(json.question, within(path, 'question'));
  if (question.is === 'NEXT_EXPECTATION' && question.groupBy !== null && !sideFacts.includes(question.groupBy))
    throw new FieldInvalid(within(path, 'question.group'), `is none of ${path}.sideFacts: ${question.groupBy}`);
  return {
    predicts: textAt(json.predicts, within(path, 'predicts')),
    question,
    judging: judgingAt(json.judging ?? {}, within(path, 'judging')),
    sideFacts,
    answerValues: names('answerValues'),
  };
}
