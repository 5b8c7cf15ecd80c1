import { readFileSync } from 'node:fs';
import type { NewEvent } from '#event-store';
import { MODEL_FACTS, ModelRegistry } from '#trust';
import { MODEL_STREAM, modelFactFrom, modelToStored } from './codec.js';

// STORED EVENTS ARE A FILE FORMAT: each line is a fact exactly as a release wrote it, and is never changed.
const LINES = readFileSync('test/fixtures/stored/models.v1.ndjson', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as NewEvent);

const read = (event: NewEvent, position: number) =>
  modelFactFrom({ ...event, stream: MODEL_STREAM, revision: position - 1, position: BigInt(position), appendedAt: 0 });

it('has every fact of models', () => expect(LINES.map(({ type }) => type).sort()).toEqual([...MODEL_FACTS].sort()));

it('reads them as they were written, and writes them the same again', () => {
  for (const [index, line] of LINES.entries()) {
    const fact = read(line, index + 1);
    if (fact === null) throw new Error(`${line.type} is not read`);
    const correlationId = (line.metadata as { $correlationId: string }).$correlationId;
    expect(modelToStored(fact, correlationId)).toEqual(line);
  }
});

it('makes the same registry of them for ever', () => {
  const facts = LINES.map((line, index) => read(line, index + 1)).filter((fact) => fact !== null);
  const registry = ModelRegistry.of(facts);
  expect(registry.all().map(({ model, state }) => [model.id, state])).toEqual([
    ['trust-beta/1', 'ACTIVE'],
    ['trust-beta/3', 'SHADOW'],
    ['mine/1', 'RETIRED'],
    ['trust-beta/2', 'RETIRED'],
  ]);
  expect(ModelRegistry.of(facts.slice(0, 4)).activeFor('partner')).toMatchObject({ id: 'mine/1', cap: 0.25 });
  expect(registry.activeFor('partner').id).toBe('trust-beta/1');
  expect(registry.find('mine/1')?.activations[0]?.fact).toMatchObject({
    recordedBy: 'admin',
    recordedAt: Date.UTC(2026, 0, 20),
    data: { reason: 'Partners are new.' },
  });
});

it('leaves other events alone, and refuses what a newer release wrote', () => {
  const [first] = LINES;
  if (first === undefined) throw new Error('no fixture');
  const stored = { ...first, revision: 0, position: 1n, appendedAt: 0 };
  expect(modelFactFrom({ ...stored, stream: 'relationship-models' })).toBeNull();
  expect(modelFactFrom({ ...stored, stream: MODEL_STREAM, type: 'SomethingElse' })).toBeNull();
  const newer = { ...stored, stream: MODEL_STREAM, metadata: { ...first.metadata, v: 2 } };
  expect(() => modelFactFrom(newer)).toThrow('version 2; this release knows up to 1');
});
