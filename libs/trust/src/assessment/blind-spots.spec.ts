import { DAY, entry, inOrder } from '../../test/planted.js';
import { TRUST_BETA_1, TRUST_BETA_3 } from '../model/built-in.js';
import { parseModel } from '../model/parse-model.js';
import type { TrustModel } from '../model/model.js';
import { weigh } from '../evidence/weigh.js';
import { blindSpots } from './blind-spots.js';

const blindOn = (day: number, model: TrustModel, ...entries: Parameters<typeof inOrder>) =>
  blindSpots(weigh(inOrder(...entries), model), day * DAY);
const named = (...found: Parameters<typeof blindOn>) => blindOn(...found).map(({ dimension }) => dimension);

it('names every dimension of a relationship without evidence', () => {
  expect(named(0, TRUST_BETA_3)).toEqual(['candour', 'reliability', 'responsiveness', 'care']);
});

it('says whether the score sees only what lowers a dimension, or nothing at all', () => {
  expect(blindOn(1, TRUST_BETA_1, entry('expectation_missed_unannounced', 0), entry('status_update', 0))).toEqual([
    { dimension: 'candour', words: 'No contact on record could raise candour, so the score sees only what lowers it.' },
    {
      dimension: 'reliability',
      words: 'No contact on record could raise reliability, so the score sees only what lowers it.',
    },
    { dimension: 'care', words: 'No contact on record says anything about care, so the score assumes it.' },
  ]);
});

it('is a matter of the model: a kept promise credits candour in trust-beta/3', () => {
  const promises = [entry('expectation_kept', 0), entry('expectation_missed_unannounced', 1)];
  expect(named(2, TRUST_BETA_1, ...promises)).toEqual(['candour', 'responsiveness', 'care']);
  expect(named(2, TRUST_BETA_3, ...promises)).toEqual(['responsiveness', 'care']);
  const { expectation_kept: kept, ...others } = TRUST_BETA_1.document.classes;
  const without = parseModel({ ...TRUST_BETA_1.document, id: 'without/1', classes: others });
  expect([kept?.weights.reliability, named(2, without, ...promises)]).toEqual([
    1,
    ['candour', 'reliability', 'responsiveness', 'care'],
  ]);
});

it('counts what had happened by then, however long it has faded since', () => {
  const checkIn = entry('check_in', 10);
  expect(named(9.999, TRUST_BETA_3, checkIn)).toContain('care');
  expect(named(10, TRUST_BETA_3, checkIn)).not.toContain('care');
  expect(named(100_000, TRUST_BETA_3, checkIn)).not.toContain('care');
});
