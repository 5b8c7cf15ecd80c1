import { readFileSync } from 'node:fs';
import { parseModel, DEFAULT_MODEL } from '#trust';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { documentFields } from './models/document-fields.js';
import { readBy } from './score/reading.js';
import { BASE } from './score/story.js';

const ours = { ...DEFAULT_MODEL.document, id: 'ours/1', description: 'Ours.' };

describe('the page of models', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start({ at: '2026-01-01T09:00:00Z' });
    await api.accept('openRelationship', { customerId: 'acme', segment: 'partner' });
  });
  afterAll(() => api.stop());

  it('leads a model through its life as it says', async () => {
    const page = readFileSync('docs/models.md', 'utf8');
    const steps = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, code = '']) => code);
    const states: (string | undefined)[] = [];
    for (const step of steps) {
      if (step.includes('activateModel')) api.setClock('2026-01-15T09:00:00Z');
      const variables = step.includes('$document') ? { document: JSON.stringify(ours) } : {};
      const answer = await api.ask<Record<string, unknown>>(step, variables);
      const [payload] = Object.values(answer) as { model?: { state: string }; userErrors?: object[] }[];
      expect(payload?.userErrors ?? []).toEqual([]);
      states.push(payload?.model?.state);
    }
    expect(states).toEqual([undefined, 'DRAFT', 'SHADOW', undefined, 'ACTIVE', 'ACTIVE', 'ACTIVE', 'RETIRED']);
  });
});

it('finds the fields of a document by asking the validator', () => {
  expect(documentFields()).toContainEqual({ path: 'priorWeight', rule: 'number from 0.001 to 1000' });
  expect(documentFields()).toContainEqual({
    path: 'classes.CLASS.saturatesAt',
    rule: 'number above 0, up to 1000, or null',
  });
  expect(documentFields()).toContainEqual({
    path: 'cadenceDaysBySegment.SEGMENT',
    rule: 'number of whole days from 1 to 3650',
  });
  expect(documentFields().map(({ path }) => path)).toContain('waiting.bySegment.SEGMENT.updateHours.SEVERITY');
});

it('says what becomes of a class that a model does not know, or that no contact names', () => {
  const { check_in: checkIn, ...others } = DEFAULT_MODEL.document.classes;
  const without = parseModel({ ...ours, classes: others });
  const more = parseModel({ ...ours, classes: { ...DEFAULT_MODEL.document.classes, unheard_of: checkIn } });
  const score = (model = DEFAULT_MODEL) => readBy(model, BASE, 39).score;
  expect(score(without)).toBeLessThan(score());
  expect(score(without)).toBe(
    readBy(
      DEFAULT_MODEL,
      BASE.filter(({ contact }) => contact.type !== 'CheckInHeld'),
      39,
    ).score,
  );
  expect(score(more)).toBe(score());
});
