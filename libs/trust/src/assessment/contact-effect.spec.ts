import { timelineAsOf, type RecordedContact } from '#relationship';
import { day, on } from '../../../../test/kit/given.js';
import { bad, E, I, issue, met, open, promise, reset, surprise } from '../../../../test/kit/story.js';
import { parseModel } from '../model/parse-model.js';
import { TRUST_BETA_1 } from '../model/built-in.js';
import type { TrustModel } from '../model/model.js';
import { assessTimeline } from './assess.js';
import { contactEffects } from './contact-effect.js';

function effectOf(contact: RecordedContact, history: readonly RecordedContact[], days: number, model = TRUST_BETA_1) {
  const timeline = timelineAsOf(history, { asOf: day(days), knownAt: Infinity });
  const { contributions = [] } = assessTimeline(timeline, day(days), model) ?? {};
  return contactEffects(timeline, contributions, model)(contact.id);
}

const checkIn = on(1, 'CheckInHeld');

it('gives each piece of evidence of a contact, and their sum', () => {
  const sorry = bad(2, { apologised: true });
  const { contributions, points, whyNone } = effectOf(sorry, [open, checkIn, sorry], 3);
  expect(contributions.map(({ entry }) => entry.class)).toEqual(['apology', 'status_update']);
  expect(points).toBe(contributions.reduce((sum, each) => sum + each.points, 0));
  expect(whyNone).toBeNull();
});

it('says why there is none, as the rule says', () => {
  const second = surprise(4, I);
  const nothing = { contributions: [], points: 0 };
  const history = [open, issue(1), bad(2, I), second];
  expect(effectOf(second, history, 5)).toEqual({ ...nothing, whyNone: 'ALREADY_TOLD' });
});

it('is none yet before its due time has passed, and evidence once it has', () => {
  const [set, moved] = [promise(1, 5), reset(3, 9)];
  const history = [open, set, moved];
  expect([5, 5.5].map((days) => effectOf(set, history, days).whyNone)).toEqual(['NOT_YET', null]);
  expect([8, 9.5].map((days) => effectOf(moved, history, days).whyNone)).toEqual(['NOT_YET', null]);
});

it('counts a missed promise with the contact that set its due time', () => {
  const [set, late] = [promise(1, 5), met(6)];
  expect(effectOf(set, [open, set, late], 7).points).toBeLessThan(0);
  expect(effectOf(late, [open, set, late], 7)).toMatchObject({ points: 0, whyNone: 'MET_LATE' });
});

it('is evidence still where it has aged to almost nothing', () => {
  const { contributions, points, whyNone } = effectOf(checkIn, [open, checkIn], 20_000);
  expect(contributions).toHaveLength(1);
  expect(Math.abs(points)).toBeLessThan(1e-9);
  expect(whyNone).toBeNull();
});

it('is none in a model without its class, also where it would count later', () => {
  const { check_in: _, expectation_missed_unannounced: __, ...classes } = TRUST_BETA_1.document.classes;
  const model: TrustModel = parseModel({ ...TRUST_BETA_1.document, classes });
  expect(effectOf(checkIn, [open, checkIn], 3, model)).toEqual({ contributions: [], points: 0, whyNone: 'NO_WEIGHT' });
  const set = promise(1, 5);
  expect([3, 6].map((days) => effectOf(set, [open, set], days, model).whyNone)).toEqual(['NO_WEIGHT', 'NO_WEIGHT']);
  const told = [open, set, bad(2, E)];
  expect([3, 6].map((days) => effectOf(set, told, days, model).whyNone)).toEqual(['NOT_YET', null]);
});
