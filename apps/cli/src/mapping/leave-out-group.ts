import {
  addLabels,
  effectOfLosing,
  NO_LABELS,
  type LabelsAffected,
  type LabelSource,
  type LeftOutTally,
} from '#validation';
import type { GroupReader } from './group-reader.js';
import type { Mapping } from './mapping.js';

export type LeaveOutOptions = {
  readonly mapping: Mapping;
  /** Counts what of the group is in no contact. */
  readonly tally: LeftOutTally;
  readonly labels: LabelSource;
};

type GroupLost = {
  readonly kind: 'NO_CUSTOMER' | 'NO_TIME';
  readonly index: number;
  readonly columns: readonly string[];
  readonly type?: string;
};

/** Counts a group of which nothing can be used. */
export function leaveOutGroup(
  reader: GroupReader,
  options: LeaveOutOptions,
  { kind, index, columns, type }: GroupLost,
): void {
  options.tally.add({
    kind,
    line: reader.rows[index]?.line ?? null,
    column: columns.length === 0 ? null : columns.join(', '),
    value: columns.length === 0 ? null : reader.cellsOf(columns, index),
    says: kind === 'NO_CUSTOMER' ? 'there is no customer' : `${type ?? 'a contact'} has no time`,
    labels: labelsIn(reader, options),
  });
}

/** The labels that are lost with the whole group: its promises, else those that its other contacts are about. */
function labelsIn(reader: GroupReader, { mapping, labels }: LeaveOutOptions): LabelsAffected {
  let affected = NO_LABELS;
  for (const index of reader.rows.keys())
    for (const rule of mapping.contacts)
      if (rule.when === null || reader.holds(rule.when, index))
        affected = addLabels(affected, effectOfLosing(rule.type, labels));
  return affected.missing > 0 ? { ...affected, doubtful: 0 } : affected;
}
