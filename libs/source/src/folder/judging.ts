import { PERIODS, type JudgingOptions } from '#validation';
import { numberAt, oneOf, only, orElse, within } from './read-fields.js';

/** How predictions are judged unless the command line says otherwise. @throws FieldInvalid */
export function judgingAt(raw: unknown, path: string): JudgingOptions {
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
