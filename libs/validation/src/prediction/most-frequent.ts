/** The most frequent of the texts added so far. Of two that are equally frequent the one that was added first wins. */
export class MostFrequent {
  private readonly counts = new Map<string, { count: number; readonly place: number }>();
  private most: { readonly text: string; readonly count: number; readonly place: number } | null = null;

  add(text: string): void {
    const found = this.counts.get(text) ?? { count: 0, place: this.counts.size };
    found.count += 1;
    this.counts.set(text, found);
    const { count, place } = found;
    const isMost =
      this.most === null || count > this.most.count || (count === this.most.count && place < this.most.place);
    if (isMost) this.most = { text, count, place };
  }

  /** Null before any was added. */
  get value(): string | null {
    return this.most?.text ?? null;
  }
}
