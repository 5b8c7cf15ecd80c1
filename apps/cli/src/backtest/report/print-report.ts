import type { Backtest } from '#validation';
import type { SourceSummary } from '../../histories/source-histories.js';
import { isStdout } from '../../output/open-output.js';
import { writeReport } from '../../output/report-file.js';
import { backtestJson } from './backtest-json.js';
import { reportHtml } from './report-html.js';
import { backtestText, readText } from './text.js';
import { tell } from '../../terminal/saying.js';

export type ReportOptions = {
  /** The file of the report with plots. */
  readonly html?: string;
  /** The file of the predictions, which is written already. */
  readonly predictions?: string;
  readonly json?: boolean;
};

/** Prints the result and writes the page; nothing is printed beside a file that is stdout itself. */
export async function printReport(
  backtest: Backtest,
  read: SourceSummary | null,
  options: ReportOptions,
): Promise<void> {
  const { html, predictions, json } = options;
  const isTaken = [html, predictions].some((file) => file !== undefined && isStdout(file));
  if (json && !isTaken) tell(JSON.stringify({ ...backtestJson(backtest), read }));
  else if (!isTaken) {
    if (read !== null) tell(readText(read));
    tell(backtestText(backtest));
  }
  if (html !== undefined) await writeReport(html, reportHtml(backtest));
  if (json || isTaken) return;
  if (html !== undefined) tell(`\nThe report with plots is in ${html}.`);
  if (predictions !== undefined) tell(`\nThe predictions are in ${predictions}.`);
}
