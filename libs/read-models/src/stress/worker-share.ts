import { setImmediate as yieldToLoop } from 'node:timers/promises';
import {
  byPointsLost,
  isWorse,
  parseModel,
  StressTally,
  type Exposure,
  type StressLine,
  type StressSummary,
} from '#trust';
import { exposureFrom } from '../rows/exposure-row.js';
import type { Answered, Asked, LineQuery, Stressed, StressQuestion } from './messages.js';

const YIELD_AFTER_MS = 20;
/** The clock is read once for so many relationships. */
const AT_A_TIME = 100;

/** The relationships of one worker, and the results of the stress tests that ran over them. */
export class WorkerShare {
  private readonly exposures = new Map<string, Exposure>();
  private readonly runs = new Map<string, readonly StressLine[]>();
  private latest = -Infinity;

  change({ rows }: Asked['change']): Answered['change'] {
    for (const [customerId, exposure, matters] of rows) {
      if (exposure === null || matters === null) this.exposures.delete(customerId);
      else {
        const read = exposureFrom(exposure, matters);
        this.exposures.set(customerId, read);
        this.latest = Math.max(this.latest, read.asOf);
      }
    }
    return { size: this.exposures.size, latest: this.latest };
  }

  /**
   * Runs a stress test over the current share, and yields to other requests meanwhile.
   * @param progress is called with the number of relationships processed
   */
  async run({ runId, question }: Asked['run'], progress: (done: number) => void): Promise<StressSummary> {
    const { models, customers, ...asked }: StressQuestion = question;
    const tally = new StressTally({ ...asked, models: models.map(parseModel) });
    const exposures =
      customers === null
        ? [...this.exposures.values()]
        : customers.flatMap((customerId) => this.exposures.get(customerId) ?? []);
    let since = performance.now();
    for (let start = 0; start < exposures.length; start += AT_A_TIME) {
      for (const exposure of exposures.slice(start, start + AT_A_TIME)) tally.add(exposure);
      if (performance.now() - since < YIELD_AFTER_MS) continue;
      progress(Math.min(start + AT_A_TIME, exposures.length));
      await yieldToLoop();
      since = performance.now();
    }
    const { lines, ...summary } = tally.result();
    this.runs.set(runId, lines);
    return summary;
  }

  /** Lines of a finished run, in the order of byPointsLost. */
  lines({ runId, query }: Asked['lines']): Answered['lines'] {
    const { which, first, after }: LineQuery = query;
    const found: StressLine[] = [];
    const lines = this.runs.get(runId) ?? [];
    for (let index = after === null ? 0 : placeAfter(lines, after); index < lines.length; index += 1) {
      const line = lines[index] as StressLine;
      if (found.length === first) break;
      if (isWanted(line, which)) found.push(line);
    }
    return found;
  }

  forget({ runId }: Asked['forget']): null {
    this.runs.delete(runId);
    return null;
  }
}

function isWanted({ before, after }: StressLine, which: Stressed): boolean {
  return (
    which === 'CONCERNED' || (which === 'CROSSING' ? before.band !== after.band : isWorse(before.band, after.band))
  );
}

function placeAfter(lines: readonly StressLine[], place: NonNullable<LineQuery['after']>): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byPointsLost(lines[middle] as StressLine, place) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
