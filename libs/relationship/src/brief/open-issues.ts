import { isResolvedAt, type Issue } from '../matters/matter.js';
import type { Timeline } from '../timeline/timeline.js';

/** The issues that are not resolved, the first reported first. @param now milliseconds since the epoch */
export const openIssues = (timeline: Timeline, now: number): readonly Issue[] =>
  [...timeline.allMatters()]
    .flatMap(({ issue }) => (issue === null || isResolvedAt(issue, now) ? [] : [issue]))
    .sort((a, b) => a.reportedAt - b.reportedAt || (a.issueId < b.issueId ? -1 : 1));
