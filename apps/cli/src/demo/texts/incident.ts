import type { Severity } from '#relationship';

/** Something that goes wrong, in words: ours, and those of the customer. */
export type Incident = {
  readonly service: string;
  readonly severity: Severity;
  readonly title: string;
  /** What it means, as the customer puts it. */
  readonly impact: string;
  /** The reason that we give. */
  readonly reason: string;
  /** What helps meanwhile. */
  readonly option: {
    readonly kind: 'WORKAROUND' | 'SUBSTITUTE' | 'REFERRAL' | 'ESCALATION' | 'LATER';
    readonly what: string;
  };
  /** What we promise. */
  readonly fix: string;
  /** What happens if that fails. */
  readonly fallback: string;
  /** An update when nothing has changed, and one when something has. */
  readonly steady: string;
  readonly progress: string;
  /** Looking back. */
  readonly ours: string;
  readonly theirs: string;
  readonly wentWell: string;
  readonly toChange: string;
  readonly action: string;
};
