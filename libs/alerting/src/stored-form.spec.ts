import { readFileSync } from 'node:fs';
import type { NewEvent } from '#event-store';
import { ALERT_STREAM, alertFactFrom, alertToStored } from './log/codec.js';
import { ALERT_FACTS } from './rules/alert-fact.js';
import { evolveAlerts, NO_ALERTS } from './rules/alerts.js';

// STORED EVENTS ARE A FILE FORMAT: each line is a fact exactly as a release wrote it, and is never changed.
const LINES = readFileSync('test/fixtures/stored/alerts.v1.ndjson', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as NewEvent);

const stored = (event: NewEvent, position: number) => ({
  ...event,
  ...{ stream: ALERT_STREAM, revision: position - 1, position: BigInt(position), appendedAt: 0 },
});
const facts = LINES.flatMap((line, index) => alertFactFrom(stored(line, index + 1)) ?? []);

it('has every fact of alerts', () =>
  expect([...new Set(LINES.map(({ type }) => type))].sort()).toEqual([...ALERT_FACTS].sort()));

it('reads them as they were written, and writes them the same again', () => {
  for (const [index, fact] of facts.entries()) {
    const { $correlationId } = LINES[index]?.metadata as { $correlationId: string };
    expect(alertToStored(fact, $correlationId)).toEqual(LINES[index]);
  }
});

it('makes the same endpoints and rules of them for ever', () => {
  const { endpoints, rules } = facts.reduce(evolveAlerts, NO_ALERTS);
  expect([...endpoints.values()]).toEqual([
    {
      ...{ endpointId: 'ops', form: 'CLOUD_EVENTS', host: 'hooks.example.com', sealed: 'YWdhaW4' },
      ...{ at: Date.UTC(2026, 2, 6, 9), by: 'admin', position: 6n, factId: facts[5]?.id },
      previousUntil: Date.UTC(2026, 2, 4, 9),
    },
  ]);
  expect([...rules.values()]).toEqual([
    {
      ...{ ruleId: 'drops', endpointId: 'ops', kind: 'BAND_CROSSED', bands: ['AT_RISK', 'WATCH'] },
      ...{ at: Date.UTC(2026, 2, 3, 9), by: 'admin', position: 3n },
    },
  ]);
});

it('leaves other events alone, and refuses what a newer release wrote', () => {
  const [first] = LINES;
  if (first === undefined) throw new Error('no fixture');
  expect(alertFactFrom({ ...stored(first, 1), stream: 'models' })).toBeNull();
  expect(alertFactFrom({ ...stored(first, 1), type: 'SomethingElse' })).toBeNull();
  const newer = { ...stored(first, 1), metadata: { ...first.metadata, v: 2 } };
  expect(() => alertFactFrom(newer)).toThrow('AlertEndpointDeclared');
});
