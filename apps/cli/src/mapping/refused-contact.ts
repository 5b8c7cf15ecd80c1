import type { Refusal } from '#relationship';
import type { LabelsAffected, LeftOutEntry } from '#validation';
import { columnsInTime, columnsInValue } from './columns-in.js';
import type { ContactRule } from './contact-rule.js';

export type RefusedContact = {
  readonly rule: ContactRule;
  readonly line: number;
  readonly refusals: readonly Refusal[];
  readonly labels: LabelsAffected;
  /** What stands in these columns, or for this fact; null where nothing does. */
  readonly valueOf: (field: string, columns: readonly string[]) => string | null;
};

/** A contact that the rules refuse, as it is counted: by the code of its first refusal. */
export function refusedContact({ rule, line, refusals, labels, valueOf }: RefusedContact): LeftOutEntry {
  const [first] = refusals;
  const columns = columnsOf(rule, first?.field ?? null);
  const reasons = refusals.map(({ field, message }) => (field === null ? message : `${field}: ${message}`));
  return {
    kind: 'CONTACT_REFUSED',
    ...(first === undefined ? {} : { code: first.code }),
    line,
    column: columns.length === 0 ? null : columns.join(', '),
    value: first?.field == null || columns.length === 0 ? null : valueOf(first.field, columns),
    says: `${rule.type}: ${reasons.join(' ')}`,
    labels,
  };
}

/** The columns that a fact of the contact is read from. A field within a fact counts as that fact. */
function columnsOf(rule: ContactRule, field: string | null): readonly string[] {
  if (field === null) return [];
  if (field === 'occurredAt') return columnsInTime(rule.at);
  if (field === 'recordedAt') return rule.recordedAt === null ? [] : columnsInTime(rule.recordedAt);
  const value = rule.facts[/^\w+/.exec(field)?.[0] ?? ''];
  return value === undefined ? [] : columnsInValue(value);
}
