import { TRUST_BETA_1, TRUST_BETA_2 } from './built-in.js';
import { ModelInvalid } from './field.js';
import { parseModel } from './parse-model.js';

const document = TRUST_BETA_1.document;
const { check_in } = document.classes;
const ANY = { MINOR: 72, NORMAL: 24, MAJOR: 4 };
const HOURS = { respondHours: ANY, updateHours: { MINOR: 720, NORMAL: 168, MAJOR: 24 } };

/** The document with one field, named by its path, set to something else; undefined takes it out. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(document) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const problemOf = (broken: unknown) => {
  try {
    parseModel(broken);
  } catch (error) {
    if (error instanceof ModelInvalid) return error.message;
    throw error;
  }
  return null;
};

it.each([
  ['id', undefined, 'id is missing'],
  ['id', ' ', 'id must be a text'],
  ['state', 'DRAFT', expect.stringMatching(/^state is not a field/)],
  ['sources', 'none', 'sources must be a list'],
  ['sources', ['one', 2], 'sources[1] must be a text'],
  ['priorWeight', 0, 'priorWeight must be a number from 0.001 to 1000'],
  ['priorWeight', Infinity, 'priorWeight must be a number from 0.001 to 1000'],
  ['kappa', 1000.1, 'kappa must be a number from 0 to 1000'],
  ['severity.NORMAL', 1e308, 'severity.NORMAL must be a number from 0 to 1000'],
  ['classes.check_in.weights.care', -1001, 'classes.check_in.weights.care must be a number from -1000 to 1000'],
  [
    'classes.check_in.halfLifeDays',
    1e6,
    'classes.check_in.halfLifeDays must be a number of days from 0.0001 to 100000',
  ],
  ['kappa', -0.1, 'kappa must be a number from 0 to 1000'],
  ['cap', 1.1, 'cap must be a number from 0 to 1'],
  ['dimensions.candour.prior', 1, 'dimensions.candour.prior must be a number between 0 and 1, neither included'],
  ['dimensions.candour.lambda', '2.5', 'dimensions.candour.lambda must be a number above 0, up to 1000'],
  ['dimensions.candour.omega', 0.2, 'dimensions must have omegas that sum to 1, not 0.8999999999999999'],
  ['dimensions.charm', {}, 'dimensions.charm is not a field; known are candour, reliability, responsiveness, care'],
  ['dimensions.care', undefined, 'dimensions.care is missing'],
  ['dimensions', [], 'dimensions must be an object'],
  ['priorsBySegment', { partner: { candour: 0.5 } }, 'priorsBySegment.partner.reliability is missing'],
  [
    'cadenceDaysBySegment',
    { partner: 1.5 },
    'cadenceDaysBySegment.partner must be a number of whole days from 1 to 3650',
  ],
  [
    'cadenceDaysBySegment',
    { partner: 3651 },
    'cadenceDaysBySegment.partner must be a number of whole days from 1 to 3650',
  ],
  ['waiting', {}, 'waiting.respondHours is missing'],
  ['waiting', { ...HOURS, bySegment: {}, hours: 1 }, expect.stringMatching(/^waiting.hours is not a field/)],
  ['waiting', { ...HOURS, bySegment: { SMB: { respondHours: ANY } } }, 'waiting.bySegment.SMB.updateHours is missing'],
  [
    'waiting',
    { ...HOURS, respondHours: { ...ANY, MAJOR: 0.2 }, bySegment: {} },
    'waiting.respondHours.MAJOR must be a number of hours from 0.25 to 87600',
  ],
  ['waiting', null, 'waiting must be an object'],
  ['bands.healthy', 0.51, 'bands.watch must be below bands.healthy'],
  ['severity.MAJOR', NaN, 'severity.MAJOR must be a number from 0 to 1000'],
  ['selfReported', 2, 'selfReported must be a number from 0 to 1'],
  ['recovery', { max: 0.8 }, 'recovery.informedWithinNotice is missing'],
  ['halflife', 90, expect.stringMatching(/^halflife is not a field; known are id, description, /)],
  ['classes.check_in.halfLifeDays', 0, 'classes.check_in.halfLifeDays must be a number of days from 0.0001 to 100000'],
  ['classes.check_in.saturatesAt', 0, 'classes.check_in.saturatesAt must be a number above 0, up to 1000'],
  ['classes.check_in.saturatesAt', undefined, 'classes.check_in.saturatesAt is missing'],
  ['classes.check_in.recovers', 'no', 'classes.check_in.recovers must be true or false'],
  ['classes.check_in.weights', {}, 'classes.check_in.weights must name at least one dimension'],
  ['classes.check_in.weights.care', null, 'classes.check_in.weights.care must be a number from -1000 to 1000'],
  [
    'classes.check_in.weights.warmth',
    1,
    'classes.check_in.weights.warmth is not a field; known are candour, reliability, responsiveness, care',
  ],
])('refuses %s = %j', (path, value, problem) => {
  expect(problemOf(changed(path, value))).toEqual(problem);
});

it.each([
  ['kappa', 0],
  ['cap', 0],
  ['cap', 1],
  ['dimensions.candour.prior', 0.001],
  ['dimensions.candour.prior', 0.999],
  ['dimensions.candour.lambda', 1e-9],
  ['bands.insufficientAbove', 0],
  ['bands.insufficientAbove', 1],
  ['bands.watch', 0.001],
  ['severity.MINOR', 0],
  ['selfReported', 0],
  ['selfReported', 1],
  ['priorsBySegment', { partner: { candour: 0.1, reliability: 0.2, responsiveness: 0.3, care: 0.4 } }],
  ['cadenceDaysBySegment', { partner: 1, other: 3650 }],
  ['recovery', { ...TRUST_BETA_2.document.recovery, max: 1 }],
  ['sources', []],
  ['waiting', { ...HOURS, bySegment: { SMB: { respondHours: ANY, updateHours: { ...ANY, MAJOR: 0.25 } } } }],
  ['waiting', { ...HOURS, respondHours: { ...ANY, MINOR: 87_600 }, bySegment: {} }],
  ['classes.check_in.saturatesAt', null],
  ['classes.check_in.weights', { care: -1 }],
])('takes %s = %j', (path, value) => {
  expect(problemOf(changed(path, value))).toBeNull();
});

it.each([
  ['kappa', NaN, 'kappa must be a number from 0 to 1000'],
  ['kappa', '1', 'kappa must be a number from 0 to 1000'],
  ['cap', -0.1, 'cap must be a number from 0 to 1'],
  ['dimensions.candour.prior', 0, 'dimensions.candour.prior must be a number between 0 and 1, neither included'],
  ['dimensions.candour.lambda', 0, 'dimensions.candour.lambda must be a number above 0, up to 1000'],
  ['bands', null, 'bands must be an object'],
  ['bands.watch', 0.7, 'bands.watch must be below bands.healthy'],
  ['id', 7, 'id must be a text'],
  [
    'cadenceDaysBySegment',
    { partner: 0 },
    'cadenceDaysBySegment.partner must be a number of whole days from 1 to 3650',
  ],
  ['recovery', { ...TRUST_BETA_2.document.recovery, max: 1.1 }, 'recovery.max must be a number from 0 to 1'],
  ['recovery', { ...TRUST_BETA_2.document.recovery, more: 1 }, expect.stringMatching(/^recovery.more is not a field/)],
])('refuses %s = %j too', (path, value, problem) => {
  const { healthy } = document.bands;
  expect(problemOf(changed(path, path === 'bands.watch' ? healthy : value))).toEqual(problem);
});

it('is made ready to sum: days in milliseconds, weights by their sign, everything in the order of the dimensions', () => {
  const classes = {
    good: { halfLifeDays: 2, saturatesAt: 3, weights: { care: 0.5 }, recovers: false },
    mixed: { halfLifeDays: 1, saturatesAt: null, weights: { candour: 1, responsiveness: -2 }, recovers: true },
  };
  const partner = { candour: 0.1, reliability: 0.2, responsiveness: 0.3, care: 0.4 };
  const model = parseModel({
    ...document,
    dimensions: {
      candour: { prior: 0.1, lambda: 1, omega: 0.4 },
      reliability: { prior: 0.2, lambda: 2, omega: 0.3 },
      responsiveness: { prior: 0.3, lambda: 3, omega: 0.2 },
      care: { prior: 0.4, lambda: 4, omega: 0.1 },
    },
    classes,
    priorsBySegment: { partner },
    cadenceDaysBySegment: { partner: 30 },
  });
  expect(
    [...model.classes.values()].map((each) => ({ ...each, gains: [...each.gains], losses: [...each.losses] })),
  ).toEqual([
    {
      name: 'good',
      index: 0,
      halfLifeMs: 172_800_000,
      saturatesAt: 3,
      gains: [0, 0, 0, 0.5],
      losses: [0, 0, 0, 0],
      positive: true,
      recovers: false,
    },
    {
      name: 'mixed',
      index: 1,
      halfLifeMs: 86_400_000,
      saturatesAt: null,
      gains: [1, 0, 0, 0],
      losses: [0, 0, 2, 0],
      positive: false,
      recovers: true,
    },
  ]);
  expect([model.priors, model.lambda, model.omega].map((each) => [...each])).toEqual([
    [0.1, 0.2, 0.3, 0.4],
    [1, 2, 3, 4],
    [0.4, 0.3, 0.2, 0.1],
  ]);
  expect([...(model.priorsBySegment.get('partner') ?? [])]).toEqual([0.1, 0.2, 0.3, 0.4]);
  expect([...(model.calendar.cadenceBySegment ?? [])]).toEqual([['partner', 30]]);
  expect([model.id, model.priorWeight, model.kappa, model.cap]).toEqual([
    document.id,
    document.priorWeight,
    document.kappa,
    document.cap,
  ]);
});

it.each([null, 'trust-beta/1', [], undefined])('refuses %j for a model', (value) => {
  expect(problemOf(value)).toBe('the model must be an object');
});

it('tells the path apart from the problem', () => {
  try {
    parseModel(changed('cap', -1));
    throw new Error('not refused');
  } catch (error) {
    expect(error).toMatchObject({ name: 'ModelInvalid', path: 'cap', problem: 'must be a number from 0 to 1' });
  }
});

it('keeps the document as it is written', () => {
  expect(parseModel(structuredClone(document)).document).toEqual(document);
  expect(check_in).toEqual({ halfLifeDays: 60, saturatesAt: 2, weights: { care: 0.25 }, recovers: false });
});

it('takes a class of any name for no more than a name', () => {
  const own: unknown = JSON.parse(
    '{ "__proto__": { "halfLifeDays": 1, "saturatesAt": null, "weights": { "care": 1 }, "recovers": false } }',
  );
  const model = parseModel(changed('classes', own));
  expect([...model.classes.keys()]).toEqual(['__proto__']);
  expect(model.classes.get('constructor')).toBeUndefined();
});

it('takes the evidence of a fitted model, checked to the field, and does without', () => {
  const evidence = {
    outcome: 'the next promise is missed',
    basedOn: 'a book',
    objective: 'AUC',
    level: 'PRIOR',
    fitted: { from: '2026-01-01', to: '2026-06-01', questions: 100, bad: 12, customers: 9 },
    heldOut: null,
    before: 0.6,
    after: null,
    notes: ['Prior 0.800'],
  };
  expect(parseModel({ ...document, evidence }).document.evidence).toEqual(evidence);
  expect(parseModel(document).document).not.toHaveProperty('evidence');
  expect(problemOf({ ...document, evidence: { ...evidence, before: 2 } })).toMatch(
    /^evidence\.before must be a number/,
  );
  expect(problemOf({ ...document, evidence: { ...evidence, fitted: { ...evidence.fitted, bad: -1 } } })).toBe(
    'evidence.fitted.bad must be a number that is whole and not below 0',
  );
  expect(problemOf({ ...document, evidence: {} })).toBe('evidence.outcome is missing');
});

it('ships one model, and the same with recovery on', () => {
  const { id, description, recovery, ...rest } = TRUST_BETA_2.document;
  expect({ ...document, ...rest }).toEqual(document);
  expect([document.id, document.recovery]).toEqual(['trust-beta/1', null]);
  expect([id, description === document.description]).toEqual(['trust-beta/2', false]);
  expect(recovery).toEqual({
    informedWithinNotice: 0.25,
    workaroundOffered: 0.2,
    reasonExplained: 0.15,
    renewedPromiseKept: 0.2,
    jointRetrospective: 0.2,
    max: 0.8,
  });
  const recovering = Object.entries(document.classes).filter(([, { recovers }]) => recovers);
  expect(recovering.every(([, { weights }]) => Object.values(weights).some((weight) => weight < 0))).toBe(true);
  expect(document.classes.misstatement?.recovers).toBe(false);
});

describe('the hours that a customer may wait', () => {
  const waiting = { ...HOURS, bySegment: { SMB: { ...HOURS, respondHours: { ...ANY, MAJOR: 8 } } } };
  it('are by kind of wait, severity and segment', () => {
    const found = parseModel({ ...document, waiting }).calendar.waiting;
    expect(found).toMatchObject({ RESPOND: ANY, UPDATE: HOURS.updateHours });
    expect(found?.bySegment.get('SMB')?.RESPOND.MAJOR).toBe(8);
  });
  it('are none where the document has none', () => expect(parseModel(document).calendar.waiting).toBeUndefined());
  it('are one object where two documents have the same, so that they share the evidence', () => {
    const [one, other] = [waiting, structuredClone(waiting)].map((each) => parseModel({ ...document, waiting: each }));
    expect(one?.calendar.waiting).toBe(other?.calendar.waiting);
    expect(parseModel({ ...document, waiting: { ...waiting, bySegment: {} } }).calendar.waiting).not.toBe(
      one?.calendar.waiting,
    );
  });
});
