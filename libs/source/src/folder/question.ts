import { ASKING_TIMES, type AskingTime, type BadWhen } from '#validation';
import { FieldInvalid, numberAt, oneOf, only, orElse, textAt, within } from './read-fields.js';

/** What is to be predicted. */
export type Question =
  | {
      readonly is: 'NEXT_EXPECTATION';
      readonly askAt: AskingTime;
      /** The side fact that is the promise's group; null: the service of its issue. */
      readonly groupBy: string | null;
    }
  | {
      readonly is: 'OUTCOME';
      readonly kind: string;
      readonly badWhen: BadWhen;
      readonly horizonDays: number;
      readonly everyDays: number;
    };

const AN_HOUR = 1 / 24;
const A_CENTURY = 36_525;

/** Of horizons and of steps: with shorter ones a year alone asks tens of thousands of times of each customer. */
export const isSpanOfDays = (days: number): boolean => days >= AN_HOUR && days <= A_CENTURY;
export const SPAN_OF_DAYS = 'of days, from 1/24 (an hour) to 36525 (a century)';

/** @throws FieldInvalid */
export function questionAt(raw: unknown, path: string): Question {
  const json = only(raw, ['outcome', 'askAt', 'group', 'badWhen', 'horizonDays', 'everyDays'], path);
  const outcome = textAt(json.outcome, within(path, 'outcome'));
  const days = (value: unknown, at: string) => numberAt(value, at, isSpanOfDays, SPAN_OF_DAYS);
  if (outcome === NEXT_EXPECTATION) {
    only(json, ['outcome', 'askAt', 'group'], path);
    return {
      is: 'NEXT_EXPECTATION',
      askAt: oneOf(json.askAt, ASKING_TIMES, within(path, 'askAt')),
      groupBy: orElse<string | null>(json.group, within(path, 'group'), textAt, null),
    };
  }
  only(json, ['outcome', 'badWhen', 'horizonDays', 'everyDays'], path);
  const horizonDays = days(json.horizonDays, within(path, 'horizonDays'));
  return {
    is: 'OUTCOME',
    kind: outcome,
    badWhen: badWhenAt(json.badWhen, within(path, 'badWhen')),
    horizonDays,
    everyDays: orElse(json.everyDays, within(path, 'everyDays'), days, horizonDays),
  };
}

/** The outcome that needs no outcome on record: whether the next promise is missed. */
export const NEXT_EXPECTATION = 'EXPECTATION_MISSED';

function badWhenAt(raw: unknown, path: string): BadWhen {
  if (raw === 'OBSERVED' || raw === 'ABSENT') return { is: raw };
  const json = only(raw, ['below', 'above'], path);
  const [name, ...others] = Object.keys(json);
  if ((name !== 'below' && name !== 'above') || others.length > 0)
    throw new FieldInvalid(path, 'must be "OBSERVED", "ABSENT", { "below": number } or { "above": number }');
  return { is: name === 'below' ? 'BELOW' : 'ABOVE', value: numberAt(json[name], within(path, name), () => true, '') };
}
