import type { LabelsAffected } from './left-out.js';
import { NO_LABELS } from './left-out-tally.js';

/** What labels are made from: whether promises are kept, or outcomes that were observed. */
export type LabelSource = 'PROMISES' | 'OUTCOMES';

const MISSING: LabelsAffected = { missing: 1, doubtful: 0 };
const DOUBTFUL: LabelsAffected = { missing: 0, doubtful: 1 };

const EFFECTS: Readonly<Record<LabelSource, Readonly<Record<string, LabelsAffected>>>> = {
  PROMISES: {
    ExpectationSet: MISSING,
    ExpectationReset: DOUBTFUL,
    ExpectationMet: DOUBTFUL,
    ExpectationSettled: DOUBTFUL,
    ExpectationWithdrawn: DOUBTFUL,
  },
  OUTCOMES: {
    OutcomeObserved: DOUBTFUL,
    RelationshipOpened: MISSING,
    RelationshipClosed: DOUBTFUL,
    RelationshipReopened: DOUBTFUL,
  },
};

/** What happens to labels when a contact of this type is lost. */
export const effectOfLosing = (type: string, source: LabelSource): LabelsAffected => EFFECTS[source][type] ?? NO_LABELS;
