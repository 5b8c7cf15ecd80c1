import { CATALOG, type ContactDefinition } from '#relationship';

/** The mutations that assistants have a tool for, by the name of the tool: the contacts that are recorded most. */
const COMMON = {
  record_check_in: 'recordCheckIn',
  record_proactive_call: 'recordProactiveCall',
  record_status_update: 'recordStatusUpdate',
  report_issue: 'reportIssue',
  resolve_issue: 'resolveIssue',
  record_surprise_delay: 'recordSurpriseDelay',
  set_expectation: 'setExpectation',
  reset_expectation: 'resetExpectation',
  meet_expectation: 'meetExpectation',
  record_request: 'recordRequest',
  decline_request: 'declineRequest',
  record_sentiment: 'recordSentiment',
  celebrate_win: 'celebrateWin',
} as const;

/** A tool that records one contact. */
export type RecordingTool = {
  readonly name: string;
  readonly mutation: string;
  readonly definition: ContactDefinition;
};

export const RECORDINGS: readonly RecordingTool[] = Object.entries(COMMON).map(([name, mutation]) => {
  const definition = CATALOG.find((each) => each.mutation === mutation);
  if (definition === undefined) throw new RangeError(`no contact is recorded by ${mutation}`);
  return { name, mutation, definition };
});
