import { writeFileSync } from 'node:fs';
import { BookComparison } from '#replay';
import type { TrustModel } from '#trust';
import { UsageError } from '../../usage-error.js';
import { derive } from '../derive/derive.js';
import { countingOn, type Session } from '../session.js';
import { compareText } from './compare-text.js';
import { comparePage } from './compare-page.js';

export type CompareOptions = {
  readonly asOf?: number;
  readonly knownAt?: number;
  readonly knownAtPosition?: bigint;
  readonly limit: number;
  readonly workers?: number;
  readonly html?: string;
  readonly json?: boolean;
};

/** Two models over the whole book, as text or JSON, and as a picture where a file is named. */
export async function replayCompare(
  session: Session,
  [a, b]: readonly [TrustModel, TrustModel],
  options: CompareOptions,
  now = Date.now(),
): Promise<void> {
  const { knownAt = now, asOf = Math.min(now, knownAt), html } = options;
  const { settings, reading, signal } = session;
  const upTo = options.knownAtPosition ?? session.head;
  const comparison = new BookComparison(a, b, asOf, options.limit);
  const read = countingOn(session.progress, 'Comparing', upTo);
  const wanted = { upTo, knownAt: [knownAt] };
  for await (const { columns } of derive({ settings, reading, wanted, workers: options.workers, read })) {
    comparison.add(columns);
    if (signal.aborted) return;
  }
  session.progress.end();
  const result = comparison.result();
  if (html !== undefined) write(html, comparePage(result));
  if (options.json) {
    const { picture: _, ...said } = result;
    console.log(JSON.stringify({ ...said, asOf: new Date(asOf).toISOString() }));
  } else console.log(compareText(result));
}

function write(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
}
