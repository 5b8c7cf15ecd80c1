import type { LabelsAffected, LeftOut, LeftOutCount, LeftOutExample, LeftOutKind } from './left-out.js';

/** Of each kind and code so many examples are kept. */
const MOST_EXAMPLES = 5;
export const NO_LABELS: LabelsAffected = { missing: 0, doubtful: 0 };

export type LeftOutEntry = LeftOutExample & {
  readonly kind: LeftOutKind;
  /** The code of the refusal; left out for all other kinds. */
  readonly code?: string;
  readonly labels: LabelsAffected;
};

type Sum = { count: number; missing: number; doubtful: number; readonly examples: LeftOutExample[] };

/** Counts what a source says and no contact holds, by kind and code. Whatever reads a source adds to it. */
export class LeftOutTally {
  private readonly sums = new Map<string, Sum & Pick<LeftOutCount, 'kind' | 'code'>>();

  add({ kind, code, labels, line, column, value, says }: LeftOutEntry): void {
    const key = `${kind}:${code ?? ''}`;
    const sum = this.sums.get(key) ?? { kind, code: code ?? null, count: 0, missing: 0, doubtful: 0, examples: [] };
    sum.count += 1;
    sum.missing += labels.missing;
    sum.doubtful += labels.doubtful;
    if (sum.examples.length < MOST_EXAMPLES) sum.examples.push({ line, column, value: shortened(value), says });
    this.sums.set(key, sum);
  }

  /** @param records how many rows or records the source has */
  total(records: number): LeftOut {
    const counts = Array.from(this.sums.values(), ({ kind, code, count, missing, doubtful, examples }) => ({
      kind,
      code,
      count,
      labels: { missing, doubtful },
      examples,
    }));
    return { records, counts };
  }
}

const LONGEST_VALUE = 80;

const shortened = (value: string | null): string | null =>
  value !== null && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}...` : value;
