import { toIso } from '#relationship';
import { PortfolioComparison } from '#replay';
import { isStdout } from '../../output/open-output.js';
import { assertWritable, writeReport } from '../../output/report-file.js';
import { say } from '../../terminal/saying.js';
import { portfolioParts } from '../kept-columns/portfolio-parts.js';
import { modelNamed, modelsOnRecord } from '../../derive/models-asked.js';
import { asOfLeftOut } from '../../derive/options.js';
import type { Session } from '../../session/session.js';
import { compareText } from './compare-text.js';
import { comparePage } from './compare-page.js';

export type CompareOptions = {
  readonly asOf?: number;
  readonly knownAt?: number;
  readonly knownAtPosition?: bigint;
  readonly limit: number;
  readonly columns?: string;
  readonly workers?: number;
  readonly html?: string;
  readonly json?: boolean;
};

/** Compares two models over all relationships, as text or JSON, and as an HTML page if a file is named. */
export async function replayCompare(
  session: Session,
  names: readonly [string, string],
  options: CompareOptions,
  now = Date.now(),
): Promise<void> {
  const { knownAt, knownAtPosition, columns: file, workers, html } = options;
  const asOf = options.asOf ?? asOfLeftOut(now, knownAt);
  const models = await modelsOnRecord(session);
  await assertWritable(html);
  const [a, b] = [modelNamed(models, names[0]), modelNamed(models, names[1])];
  const comparison = new PortfolioComparison(a, b, asOf, options.limit);
  const asked = { models: [a, b], asOf: [asOf], knownAt, knownAtPosition, columns: file, workers };
  for await (const { columns } of portfolioParts(session, 'Comparing', asked)) {
    comparison.add(columns);
    if (session.signal.aborted) return;
  }
  session.progress.end();
  const result = comparison.result();
  if (html !== undefined) {
    await writeReport(html, comparePage(result));
    if (isStdout(html)) return;
  }
  const { picture: _, ...said } = result;
  if (session.signal.aborted) return;
  const text = options.json
    ? JSON.stringify({ ...said, asOf: toIso(asOf), knownAt: toIso(knownAt ?? now) })
    : compareText(result);
  await say(`${text}\n`);
}
