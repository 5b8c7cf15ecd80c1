import { PERIODS, type JudgingOptions } from '#validation';
import { contactAt, type ContactRule } from './contact-rule.js';
import type { Condition, Facts, Value } from './expressions.js';
import { groupAt, type Grouping } from './grouping.js';
import { MappingInvalid, numberAt, oneOf, only, orElse, someAt, textAt, within } from './mapping-invalid.js';
import { questionAt, type Question } from './question.js';
import { conditionAt, factsAt, valueAt } from './read-expressions.js';
import { tableAt, type TableForm } from './table-form.js';
import { timesAt, type TimeForm } from './times.js';

/** How a table is read as contacts with customers, and what is to be predicted from them. */
export type Mapping = {
  readonly name: string;
  /** What is predicted, in words. */
  readonly predicts: string;
  /** The file's usual name; null where it has none. */
  readonly file: string | null;
  readonly table: TableForm;
  readonly times: TimeForm;
  readonly leaveOut: Condition | null;
  readonly group: Grouping;
  readonly customer: Value;
  readonly segment: Value | null;
  readonly recorder: Value | null;
  readonly contacts: readonly ContactRule[];
  readonly question: Question;
  /** How predictions are judged unless the command line says otherwise. */
  readonly judging: JudgingOptions;
  /** Known when a promise is made: what cheap rivals may predict from. */
  readonly sideFacts: Facts;
  /** Numbers that the answer brings. */
  readonly answerValues: Facts;
};

const NAMES = [
  '$schema',
  'name',
  'predicts',
  'file',
  'source',
  'table',
  'times',
  'leaveOut',
  'group',
  'customer',
  'segment',
  'recorder',
  'contacts',
  'question',
  'judging',
  'rivals',
];

/** @throws MappingInvalid at the first field that is missing, unknown or wrong */
export function mappingFrom(raw: unknown): Mapping {
  const json = only(raw, NAMES, '');
  const rivals = only(json.rivals ?? {}, ['sideFacts', 'answerValues'], 'rivals');
  const times = timesAt(json.times, 'times');
  const sideFacts = orElse(rivals.sideFacts, 'rivals.sideFacts', factsAt, {});
  const question = questionAt(json.question, 'question');
  if (question.is === 'NEXT_EXPECTATION' && question.groupBy !== null && !Object.hasOwn(sideFacts, question.groupBy))
    throw new MappingInvalid('question.group', `is none of rivals.sideFacts: ${question.groupBy}`);
  return {
    name: textAt(json.name, 'name'),
    predicts: textAt(json.predicts, 'predicts'),
    file: orElse<string | null>(json.file, 'file', textAt, null),
    table: tableAt(json.table, 'table'),
    times,
    leaveOut: orElse<Condition | null>(json.leaveOut, 'leaveOut', conditionAt, null),
    group: groupAt(json.group, 'group'),
    customer: valueAt(json.customer, 'customer'),
    segment: orElse<Value | null>(json.segment, 'segment', valueAt, null),
    recorder: orElse<Value | null>(json.recorder, 'recorder', valueAt, null),
    contacts: someAt(json.contacts, 'contacts', contactAt),
    question,
    judging: judgingAt(json.judging ?? {}, 'judging'),
    sideFacts,
    answerValues: orElse(rivals.answerValues, 'rivals.answerValues', factsAt, {}),
  };
}

function judgingAt(raw: unknown, path: string): JudgingOptions {
  const json = only(raw, ['warmUpShare', 'minimumHistory', 'within'], path);
  return {
    warmUpShare: orElse(
      json.warmUpShare,
      within(path, 'warmUpShare'),
      (value, at) => numberAt(value, at, (each) => each >= 0 && each < 1, 'from 0 to below 1'),
      0.2,
    ),
    minimumHistory: orElse(
      json.minimumHistory,
      within(path, 'minimumHistory'),
      (value, at) =>
        numberAt(value, at, (each) => each >= 0 && Number.isInteger(each), 'that is whole and not below 0'),
      0,
    ),
    within: orElse(json.within, within(path, 'within'), (value, at) => oneOf(value, PERIODS, at), 'WEEK'),
  };
}
