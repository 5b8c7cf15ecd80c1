import { TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from '../model/built-in.js';
import { decideModel } from './decide-model.js';
import type { ModelFact, ModelFactType } from './model-fact.js';
import { MODEL_REFUSALS, type ModelRefusalCode } from './model-refusal.js';
import { ModelRegistry } from './model-registry.js';

const DAY_MS = 86_400_000;
const RULES = { minShadowMs: 14 * DAY_MS };
let made = 0;

function fact<T extends ModelFactType>(type: T, day: number, data: ModelFact<T>['data']): ModelFact {
  made += 1;
  const envelope = { id: `f${made}`, recordedAt: day * DAY_MS, recordedBy: 'analyst', position: BigInt(made) };
  return { ...envelope, type, data } as ModelFact;
}
const draft = (day: number, modelId = 'mine/1', changed: object = {}) =>
  fact('ModelDrafted', day, { modelId, document: { ...TRUST_BETA_1.document, id: modelId, ...changed } });
const shadow = (day: number, modelId = 'mine/1') => fact('ModelShadowed', day, { modelId });
const activate = (day: number, modelId = 'mine/1', segment?: string) =>
  fact('ModelActivated', day, { modelId, reason: 'better', ...(segment === undefined ? {} : { segment }) });
const release = (day: number, modelId: string, segment: string) =>
  fact('ModelReleased', day, { modelId, segment, reason: 'the same for all' });
const retire = (day: number, modelId = 'mine/1') => fact('ModelRetired', day, { modelId, reason: 'worse' });

const decided = (given: readonly ModelFact[], when: ModelFact) => {
  const decision = decideModel(ModelRegistry.of(given), when, RULES);
  return decision.is === 'REFUSED' ? decision.refusal.code : decision.is;
};

const REFUSED: Readonly<Record<ModelRefusalCode, readonly (readonly [ModelFact[], ModelFact])[]>> = {
  MODEL_INVALID: [[[], draft(0, 'mine/1', { cap: 2 })]],
  MODEL_UNKNOWN: [
    [[], shadow(0)],
    [[], activate(0)],
    [[], retire(0)],
  ],
  MODEL_ALREADY_USED: [
    [[draft(0), shadow(1)], draft(2, 'mine/1', { cap: 0.4 })],
    [[], draft(2, 'trust-beta/1', { cap: 0.4 })],
  ],
  MODEL_NOT_A_DRAFT: [
    [[], shadow(0, 'trust-beta/1')],
    [[draft(0), retire(1)], shadow(2)],
  ],
  MODEL_NOT_IN_SHADOW: [
    [[draft(0)], activate(100)],
    [[draft(0), shadow(1), retire(2)], activate(100)],
  ],
  MODEL_SHADOW_TOO_SHORT: [
    [[draft(0), shadow(1)], activate(14.999)],
    // It comes in shadow, but nobody has seen it there.
    [[], activate(100, 'trust-beta/2')],
  ],
  MODEL_NOT_ACTIVE: [
    [[draft(0), shadow(1), activate(15, 'mine/1', 'partner')], release(16, 'mine/1', 'other')],
    [[draft(0), shadow(1), activate(15)], release(16, 'mine/1', 'partner')],
  ],
  MODEL_ACTIVE: [[[], retire(0, 'trust-beta/1')]],
};

describe.each(Object.keys(MODEL_REFUSALS) as ModelRefusalCode[])('%s', (code) => {
  it.each(REFUSED[code])('is what it is refused for', (given, when) => expect(decided(given, when)).toBe(code));
});

it.each(Object.values(REFUSED).flat())('is refused with the field that it is about: %#', (given, when) => {
  const decision = decideModel(ModelRegistry.of(given), when, RULES);
  const field = {
    MODEL_INVALID: 'document.cap',
    MODEL_ALREADY_USED: 'document.id',
    MODEL_NOT_ACTIVE: 'segment',
  } as Record<string, string>;
  if (decision.is !== 'REFUSED') throw new Error('not refused');
  expect(decision.refusal.field).toBe(field[decision.refusal.code] ?? 'modelId');
  const ownWords = ['MODEL_INVALID', 'MODEL_SHADOW_TOO_SHORT'].includes(decision.refusal.code);
  expect(decision.refusal.message === MODEL_REFUSALS[decision.refusal.code]).toBe(!ownWords);
});

it('refuses what is no document as a whole', () => {
  const nothing = fact('ModelDrafted', 0, { modelId: 'mine/1', document: null as never });
  expect(decideModel(ModelRegistry.of([]), nothing, RULES)).toEqual({
    is: 'REFUSED',
    refusal: { code: 'MODEL_INVALID', field: 'document', message: 'the model must be an object.' },
  });
});

it('says where a document is wrong, and from when a model may be active', () => {
  const of = (given: readonly ModelFact[], when: ModelFact) => decideModel(ModelRegistry.of(given), when, RULES);
  expect(of([], draft(0, 'mine/1', { cap: 2 }))).toMatchObject({
    refusal: { field: 'document.cap', message: 'cap must be a number from 0 to 1.' },
  });
  expect(of([draft(0), shadow(1)], activate(2))).toMatchObject({
    refusal: { message: 'The model may be made active from 1970-01-16T00:00:00.000Z on, not before.' },
  });
});

it('takes a draft, writes it anew while it is one, and shadows and activates it after its time', () => {
  expect(decided([], draft(0))).toBe('RECORDED');
  expect(decided([draft(0)], draft(1, 'mine/1', { cap: 0.4 }))).toBe('RECORDED');
  expect(decided([draft(0)], shadow(1))).toBe('RECORDED');
  expect(decided([draft(0), shadow(1)], activate(15))).toBe('RECORDED');
  expect(decided([draft(0)], retire(1))).toBe('RECORDED');
  expect(decided([shadow(0, 'trust-beta/2')], activate(14, 'trust-beta/2'))).toBe('RECORDED');
});

it('adds nothing where things are so already', () => {
  expect(decided([draft(0)], draft(1))).toBe('REPEATED');
  expect(decided([draft(0), shadow(1)], shadow(2))).toBe('REPEATED');
  expect(decided([], activate(0, 'trust-beta/1'))).toBe('REPEATED');
  expect(decided([draft(0), retire(1)], retire(2))).toBe('REPEATED');
});

it('goes back at once to a model that was active before', () => {
  const given = [draft(0), shadow(1), activate(15)];
  expect(decided(given, activate(15, 'trust-beta/1'))).toBe('RECORDED');
  const back = ModelRegistry.of([...given, activate(16, 'trust-beta/1')]);
  expect([back.find('mine/1')?.state, back.find('trust-beta/1')?.state]).toEqual(['RETIRED', 'ACTIVE']);
  expect(decided([...given, activate(16, 'trust-beta/1')], activate(16))).toBe('RECORDED');
});

describe('the registry', () => {
  const given = [draft(0), shadow(1), activate(15, 'mine/1', 'partner'), activate(20)];
  const registry = ModelRegistry.of(given);

  it('has one active in each segment', () => {
    const first = ModelRegistry.of(given.slice(0, 3));
    expect([first.activeFor('partner').id, first.activeFor('other').id, first.activeFor(null).id]).toEqual([
      'mine/1',
      'trust-beta/1',
      'trust-beta/1',
    ]);
    expect(first.find('mine/1')?.activeFor).toEqual(['partner']);
    expect(registry.activeFor('other').id).toBe('mine/1');
    expect(registry.find('mine/1')).toMatchObject({ state: 'ACTIVE', activeFor: [null, 'partner'] });
    expect(registry.find('trust-beta/1')).toMatchObject({ state: 'RETIRED', activeFor: [] });
  });

  it('has a segment follow the model of all again once its own is released', () => {
    const own = [draft(0), shadow(1), activate(15, 'mine/1', 'partner')];
    expect(decided(own, release(16, 'mine/1', 'partner'))).toBe('RECORDED');
    const released = ModelRegistry.of([...own, release(16, 'mine/1', 'partner')]);
    expect(released.activeFor('partner').id).toBe('trust-beta/1');
    expect(released.find('mine/1')).toMatchObject({ state: 'RETIRED', activeFor: [] });
    expect(released.inForce('partner').map(({ model, from }) => [model.id, from / DAY_MS])).toEqual([
      ['trust-beta/1', 0],
      ['mine/1', 15],
      ['trust-beta/1', 16],
    ]);
    const later = [shadow(17, 'trust-beta/2'), activate(40, 'trust-beta/2')];
    expect(ModelRegistry.of([...released.facts, ...later]).activeFor('partner').id).toBe('trust-beta/2');
  });

  it('says which was in force when, by segment', () => {
    const inForce = (segment: string | null) =>
      registry.inForce(segment).map(({ model, from }) => [model.id, from / DAY_MS]);
    expect(inForce('partner')).toEqual([
      ['trust-beta/1', 0],
      ['mine/1', 15],
    ]);
    expect(inForce('other')).toEqual([
      ['trust-beta/1', 0],
      ['mine/1', 20],
    ]);
  });

  it('is known as it was, by time and by place in the log', () => {
    expect(registry.asKnown({ knownAt: 20 * DAY_MS - 1 }).activeFor(null).id).toBe('trust-beta/1');
    expect(registry.asKnown({ knownAt: 20 * DAY_MS })).toBe(registry);
    const third = given[2]?.position;
    expect(registry.asKnown({ knownAt: 0, position: third }).activeFor('partner').id).toBe('mine/1');
    expect(registry.asKnown({ knownAt: Infinity, position: third }).activeFor(null).id).toBe('trust-beta/1');
  });

  it('has of each model who wrote it down, since when it was tried, and when it was in force and given up', () => {
    const [drafted, shadowed, activated] = [draft(0), shadow(1), activate(15)];
    const again = shadow(2);
    const own = ModelRegistry.of([drafted, shadowed, again, activated]).find('mine/1');
    expect(own).toMatchObject({ drafted, shadowSince: DAY_MS, retired: null, state: 'ACTIVE' });
    expect(own?.activations).toEqual([{ model: own?.model, segment: null, fact: activated }]);
    const gone = retire(3);
    const given = ModelRegistry.of([drafted, shadowed, gone]).find('mine/1');
    expect(given).toMatchObject({ state: 'RETIRED', retired: gone, activations: [], activeFor: [] });
    expect(ModelRegistry.of([]).find('trust-beta/1')).toMatchObject({
      state: 'ACTIVE',
      drafted: null,
      shadowSince: null,
      retired: null,
      activeFor: [null],
      activations: [{ segment: null, fact: null }],
    });
    expect(ModelRegistry.of([]).find('trust-beta/2')).toMatchObject({
      state: 'SHADOW',
      activations: [],
      activeFor: [],
    });
  });

  it('of a log that begins with an activation has that model from the beginning, and the others in shadow', () => {
    const begun = ModelRegistry.of([activate(30, 'trust-beta/3')]);
    expect(begun.all().map(({ model, state }) => [model.id, state])).toEqual([
      ['trust-beta/3', 'ACTIVE'],
      ['trust-beta/1', 'SHADOW'],
      ['trust-beta/2', 'SHADOW'],
    ]);
    expect(begun.find('trust-beta/3')?.activations).toEqual([
      { model: TRUST_BETA_3, segment: null, fact: begun.facts[0] },
    ]);
    expect(begun.find('trust-beta/1')?.activations).toEqual([]);
    expect(begun.inForce('partner')).toEqual([{ model: TRUST_BETA_3, from: 0 }]);
    expect(begun.asKnown({ knownAt: 0 }).activeFor(null)).toBe(TRUST_BETA_3);
    const changed = ModelRegistry.of([
      ...begun.facts,
      shadow(31, 'trust-beta/1'),
      activate(50, 'trust-beta/1', 'partner'),
    ]);
    expect(changed.asKnown({ knownAt: 40 * DAY_MS }).activeFor('partner')).toBe(TRUST_BETA_3);
    expect(changed.inForce('partner').map(({ model, from }) => [model.id, from / DAY_MS])).toEqual([
      ['trust-beta/3', 0],
      ['trust-beta/1', 50],
    ]);
    expect(decided([...changed.facts, release(51, 'trust-beta/1', 'partner')], activate(52, 'trust-beta/3'))).toBe(
      'REPEATED',
    );
  });

  it('of a log that begins with the activation of a model that this release does not know has trust-beta/1', () => {
    const newer = ModelRegistry.of([activate(30, 'trust-beta/99')]);
    expect([newer.activeFor(null).id, newer.asKnown({ knownAt: 0 }).facts]).toEqual(['trust-beta/1', []]);
  });

  it('parses a document once, and has it anew where it is written anew', () => {
    const first = draft(0);
    const [once, twice] = [ModelRegistry.of([first]), ModelRegistry.of([first])];
    expect(twice.find('mine/1')?.model).toBe(once.find('mine/1')?.model);
    const anew = ModelRegistry.of([first, draft(1, 'mine/1', { cap: 0.4 })]);
    expect(anew.find('mine/1')?.model.cap).toBe(0.4);
  });

  it('passes over what is said of a model that there is not', () =>
    expect(ModelRegistry.of([shadow(0, 'nosuch'), retire(0, 'nosuch'), activate(1, 'nosuch')]).all()).toEqual(
      ModelRegistry.of([]).all(),
    ));

  it('does not count twice what comes into force again, and goes back from a segment of its own to none', () => {
    const history = ModelRegistry.of([draft(0), shadow(1), activate(15, 'mine/1', 'partner'), activate(20)]);
    const back = ModelRegistry.of([...history.facts, activate(30, 'trust-beta/1')]);
    const inForce = (segment: string | null) =>
      back.inForce(segment).map(({ model, from }) => [model.id, from / DAY_MS]);
    expect(inForce('partner')).toEqual([
      ['trust-beta/1', 0],
      ['mine/1', 15],
    ]);
    expect(inForce(null)).toEqual([
      ['trust-beta/1', 0],
      ['mine/1', 20],
      ['trust-beta/1', 30],
    ]);
    expect(back.find('mine/1')).toMatchObject({ state: 'ACTIVE', activeFor: ['partner'] });
    expect(back.activeFor('partner').id).toBe('mine/1');
  });

  it('is not known by a place in the log that what is not on record yet does not have', () => {
    const pending = { ...draft(0), position: null };
    expect(ModelRegistry.of([pending]).asKnown({ knownAt: Infinity, position: 99n }).find('mine/1')).toBeNull();
    expect(ModelRegistry.of([pending]).asKnown({ knownAt: Infinity, position: null }).find('mine/1')).not.toBeNull();
  });

  it('lists the active first, and has the candidates that are in shadow', () => {
    const all = ModelRegistry.of([draft(0), draft(0, 'mine/2'), shadow(1, 'mine/2'), retire(2)]);
    expect(all.all().map(({ model, state }) => [model.id, state])).toEqual([
      ['trust-beta/1', 'ACTIVE'],
      ['mine/2', 'SHADOW'],
      ['trust-beta/2', 'SHADOW'],
      ['trust-beta/3', 'SHADOW'],
      ['mine/1', 'RETIRED'],
    ]);
    expect(all.candidates().map(({ id }) => id)).toEqual(['mine/2', TRUST_BETA_2.id, TRUST_BETA_3.id]);
    expect(all.find('nosuch')).toBeNull();
  });
});
