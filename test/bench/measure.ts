// Side by side in one run: every contender in turn, round after round, so that the machine's moods hit all alike.

export type BenchRow = {
  readonly name: string;
  readonly variant: string;
  /** The least work that could do the same job, another program that does it, or ours. */
  readonly role: 'limit' | 'peer' | 'ours';
  /** Median of the rounds. */
  readonly perSecond: number;
  /** Slowest and fastest round. */
  readonly spread: [number, number];
  /** Median of our rounds' ratios to the limit's round beside them. */
  readonly ratioToLimit?: number;
};

/** What something takes, or how much of it one node does: a figure to reckon with, not to compare. */
export type Constant = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Where there is a limit that it can be compared with. */
  readonly ratioToLimit?: number;
};

export type Contender = {
  readonly variant: string;
  /** The least work that could do the same job: the others are compared with it. */
  readonly isLimit?: boolean;
  /** One round. @returns how many operations it did */
  readonly round: () => number | Promise<number>;
};

/** The first round of each is a warm-up and is discarded. */
export async function measureInterleaved(
  name: string,
  contenders: readonly Contender[],
  { rounds = 7 }: { readonly rounds?: number } = {},
): Promise<BenchRow[]> {
  const measured = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [i, contender] of contenders.entries()) {
      const perSecond = await timed(contender);
      if (round > 0) measured[i]?.push(perSecond);
    }
  }
  const limit = measured[contenders.findIndex(({ isLimit }) => isLimit)];
  return contenders.map(({ variant, isLimit }, i) => {
    const rates = measured[i] ?? [];
    const row: BenchRow = {
      name,
      variant,
      role: isLimit ? 'limit' : 'ours',
      perSecond: Math.round(median(rates)),
      spread: [Math.round(Math.min(...rates)), Math.round(Math.max(...rates))],
    };
    if (!limit || isLimit) return row;
    return { ...row, ratioToLimit: median(rates.map((rate, k) => rate / (limit[k] ?? NaN))) };
  });
}

async function timed({ round }: Contender): Promise<number> {
  globalThis.gc?.();
  const from = performance.now();
  const operations = await round();
  return operations / ((performance.now() - from) / 1000);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
