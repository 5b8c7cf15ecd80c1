import type { Severity } from '#relationship';

/** The texts of an incident, by us and by the customer. */
export type Incident = {
  readonly service: string;
  readonly severity: Severity;
  readonly title: string;
  /** The impact, in the customer's words. */
  readonly impact: string;
  /** The reason that we give. */
  readonly reason: string;
  /** A workaround. */
  readonly option: {
    readonly kind: 'WORKAROUND' | 'SUBSTITUTE' | 'REFERRAL' | 'ESCALATION' | 'LATER';
    readonly what: string;
  };
  /** What we promise. */
  readonly fix: string;
  /** The fallback if the promise fails. */
  readonly fallback: string;
  /** An update without news, and one with progress. */
  readonly steady: string;
  readonly progress: string;
  /** The retrospective: both views, and what was agreed. */
  readonly ours: string;
  readonly theirs: string;
  readonly wentWell: string;
  readonly toChange: string;
  readonly action: string;
};
