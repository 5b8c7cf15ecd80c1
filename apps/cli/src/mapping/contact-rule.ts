import { CATALOG, definitionOf } from '#relationship';
import type { Condition, Facts, Time } from './expressions.js';
import { MappingInvalid, oneOf, only, orElse, within } from './mapping-invalid.js';
import { conditionAt, factsAt, timeAt } from './read-expressions.js';

/** A contact that a row may say took place. */
export type ContactRule = {
  readonly type: string;
  /** Null: every row says so. */
  readonly when: Condition | null;
  readonly at: Time;
  /** When it became known; null: when it took place. */
  readonly recordedAt: Time | null;
  readonly facts: Facts;
};

const TYPES = CATALOG.filter(({ mutation }) => mutation !== null).map(({ type }) => type);

/** @throws MappingInvalid */
export function contactAt(raw: unknown, path: string): ContactRule {
  const json = only(raw, ['type', 'when', 'at', 'recordedAt', 'facts'], path);
  const type = oneOf(json.type, TYPES, within(path, 'type'));
  const facts = orElse(json.facts, within(path, 'facts'), factsAt, {});
  const known = Object.keys(definitionOf(type)?.fields ?? {});
  for (const name of Object.keys(facts))
    if (!known.includes(name) && !COMMON.includes(name))
      throw new MappingInvalid(
        `${path}.facts.${name}`,
        `is no fact of ${type}; known are ${[...known, ...COMMON].join(', ')}`,
      );
  return {
    type,
    when: orElse<Condition | null>(json.when, within(path, 'when'), conditionAt, null),
    at: timeAt(json.at, within(path, 'at')),
    recordedAt: orElse<Time | null>(json.recordedAt, within(path, 'recordedAt'), timeAt, null),
    facts,
  };
}

const COMMON = ['channel', 'tone', 'evidence', 'stakeholderId', 'note'];
