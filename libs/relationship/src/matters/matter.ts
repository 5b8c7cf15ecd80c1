import { dueInForce, dueSpokenOf, expectationOf, type Expectation } from './expectation.js';
import { type Mark, type RecoveryFlag } from './mark.js';
import { idIn, type Target } from './target.js';
import { compareSaid } from '../facts/order.js';
import type { Recovery } from './evidence-entry.js';
import type { Severity } from '../facts/severity.js';
import { slipOf, wasTold, type Slip } from './slip.js';

type Of<K extends Mark['is']> = Extract<Mark, { is: K }>;
const only =
  <K extends Mark['is']>(is: K) =>
  (mark: Mark): mark is Of<K> =>
    mark.is === is;

/** One resolution of an issue, milliseconds since the epoch. `reopenedAt` is null where it was not reopened afterwards. */
export type Resolution = { readonly resolvedAt: number; readonly reopenedAt: number | null };

export type Issue = Slip & {
  readonly issueId: string;
  readonly severity: Severity;
  readonly raisedByCustomer: boolean;
  /** When we first knew; null where we learned it only from the customer. */
  readonly detectedAt: number | null;
  readonly reportedAt: number;
  readonly reportedByEventId: string;
  /** When it was resolved; null while it is open. */
  readonly resolvedAt: number | null;
  /** All resolutions, the earliest first. */
  readonly resolutions: readonly Resolution[];
  readonly service: string | null;
  /** False where silence about it means nothing, because its source cannot see what was said. */
  readonly wordsTracked: boolean;
};

/**
 * Facts that belong together: an issue with its promises, a promise without an issue, or the facts about one request, need
 * or action, or about no target. A matter is a pure function of its marks, so a late or a retracted fact corrects
 * everything that was derived without it or from it.
 */
export class Matter {
  readonly issue: Issue | null;
  readonly expectations: readonly Expectation[];
  readonly severity: Severity;
  private readonly told: readonly Mark[];
  private updatesPromised: ReadonlyMap<string, Of<'UPDATE_PROMISED'>> | null = null;

  /**
   * @param marks in the order of compareSaid
   * @param noticeMsAt the agreed notice at a moment: within how many milliseconds we must tell the customer what we know
   */
  constructor(
    readonly marks: readonly Mark[],
    readonly noticeMsAt: (at: number) => number,
  ) {
    this.told = marks.filter((mark) => mark.is === 'TOLD');
    this.issue = this.readIssue();
    this.severity = this.issue?.severity ?? 'NORMAL';
    this.expectations = marks.filter(only('EXPECTATION')).map((set) => {
      const own = marks.filter((mark) => mark.target === set.target);
      return expectationOf(set, own, this.toldAbout(set.target));
    });
  }

  private readIssue(): Issue | null {
    const report = this.marks.find(only('ISSUE'));
    if (report === undefined) return null;
    const about = this.marks.filter((mark) => mark.target === report.target);
    const learned = about
      .filter(only('LEARNED'))
      .filter((mark) => !mark.onlyOfDetected || (report.detectedAt !== null && report.detectedAt <= mark.learnedAt));
    const resolutions = resolutionsIn(about);
    return {
      ...slipOf(this.toldAbout(report.target)[0] ?? null, learned),
      issueId: idIn(report.target, 'issue') ?? '',
      severity: report.severity,
      raisedByCustomer: report.raisedByCustomer,
      detectedAt: report.detectedAt,
      reportedAt: report.at,
      reportedByEventId: report.eventId,
      resolvedAt: resolvedAtAfter(resolutions),
      resolutions,
      service: report.service,
      wordsTracked: report.wordsTracked,
    };
  }

  /** Bad news told about the target or about its issue. */
  private toldAbout(target: Target): readonly Mark[] {
    return this.told.filter((mark) => isAboutItOrItsIssue(mark.target, target));
  }

  /** The promise of this id; null where it is not in this matter. */
  expectation(expectationId: string | null): Expectation | null {
    return this.expectations.find((each) => each.expectationId === expectationId) ?? null;
  }

  /** The slips of the target: the issue, or each due time of the expectation. */
  slipsOf(target: Target): readonly Slip[] {
    if (this.issue !== null && idIn(target, 'issue') === this.issue.issueId) return [this.issue];
    return this.expectation(idIn(target, 'expectation'))?.dues ?? [];
  }

  /** The slip that a contact at that moment is about; null where its target cannot slip. */
  slipSpokenOf(target: Target, at: number): Slip | null {
    const [first = null] = this.slipsOf(target);
    const promise = this.expectation(idIn(target, 'expectation'));
    return promise === null ? first : dueSpokenOf(promise, at);
  }

  /** The next update that this contact promised; null where it promised none. */
  updatePromisedBy(eventId: string): Of<'UPDATE_PROMISED'> | null {
    this.updatesPromised ??= new Map(this.marks.filter(only('UPDATE_PROMISED')).map((mark) => [mark.eventId, mark]));
    return this.updatesPromised.get(eventId) ?? null;
  }

  /** The first WORD about the target or its issue after the given mark; null while there is none. */
  firstWordAfter(mark: Mark): Mark | null {
    for (let index = this.firstAfter(mark); index < this.marks.length; index += 1) {
      const each = this.marks[index];
      if (each?.is === 'WORD' && isAboutItOrItsIssue(each.target, mark.target)) return each;
    }
    return null;
  }

  /** Index of the first mark after this one. */
  private firstAfter(mark: Mark): number {
    let [low, high] = [0, this.marks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareSaid(this.marks[middle] as Mark, mark) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** What was done to repair it; null where the matter has no issue and no expectation. */
  recovery(): Recovery | null {
    if (this.issue === null && this.expectations.length === 0) return null;
    const has = (flag: RecoveryFlag) => this.marks.some((mark) => mark.is === 'RECOVERY' && mark.flag === flag);
    return {
      informedWithinNotice: this.informedWithinNotice(),
      workaroundOffered: has('workaroundOffered'),
      reasonExplained: has('reasonExplained'),
      renewedPromiseKept: this.expectations.some((expectation) => {
        const { closing, dues } = expectation;
        if (closing === null) return false;
        const due = dueInForce(expectation, closing.at);
        const inTime = closing.how === 'MET' && (due.dueAt === null || closing.at <= due.dueAt);
        return due !== dues[0] && (inTime || closing.how === 'SETTLED_KEPT');
      }),
      jointRetrospective: has('jointRetrospective'),
    };
  }

  private informedWithinNotice(): boolean {
    const { issue } = this;
    if (issue !== null && issue.detectedAt !== null)
      return wasTold(issue, issue.detectedAt + this.noticeMsAt(issue.detectedAt));
    return this.expectations.some(({ dues }) =>
      dues.some((due) => due.dueAt !== null && wasTold(due, due.dueAt + this.noticeMsAt(due.dueAt))),
    );
  }
}

/** Within one matter every expectation belongs to the issue, so news about the issue is news about each of them. */
const isAboutItOrItsIssue = (said: Target, it: Target): boolean => said === it || idIn(said, 'issue') !== null;

/** Resolving a resolved issue changes nothing. @param marks about the issue, in order */
function resolutionsIn(marks: readonly Mark[]): readonly Resolution[] {
  const resolutions: Resolution[] = [];
  for (const { is, at } of marks) {
    const last = resolutions.at(-1);
    const isResolved = last !== undefined && last.reopenedAt === null;
    if (is === 'RESOLVED' && !isResolved) resolutions.push({ resolvedAt: at, reopenedAt: null });
    if (is === 'REOPENED' && isResolved) resolutions[resolutions.length - 1] = { ...last, reopenedAt: at };
  }
  return resolutions;
}

/** When the issue was resolved after all of its resolutions; null where it is open. */
function resolvedAtAfter(resolutions: readonly Resolution[]): number | null {
  const last = resolutions.at(-1);
  return last === undefined || last.reopenedAt !== null ? null : last.resolvedAt;
}

/** Whether the issue was in the state resolved at that moment. */
export const isResolvedAt = ({ resolutions }: Issue, at: number): boolean =>
  resolutions.some(({ resolvedAt, reopenedAt }) => resolvedAt <= at && (reopenedAt === null || reopenedAt > at));
