import { compareSaid, compareText, type EvidenceChange, type EvidenceEntry } from '#relationship';
import { magnitudeOf } from '../evidence/magnitude.js';
import { type Run, sumWith } from '../evidence/run.js';
import type { Weighed } from '../evidence/weigh.js';
import type { EvidenceClass, TrustModel } from '../model/model.js';

/**
 * Weighed evidence that is updated incrementally. `weighed` always equals the result of weighing everything again, bit for
 * bit, but a change recomputes only the later entries of the classes that it changes.
 */
export class Ledger {
  private readonly pages = new Map<EvidenceClass, Page>();
  private current: Weighed | null = null;

  constructor(
    private readonly model: TrustModel,
    entries: readonly EvidenceEntry[],
  ) {
    this.apply({ lost: [], gained: entries });
  }

  apply({ lost, gained }: EvidenceChange): void {
    if (lost.length === 0 && gained.length === 0) return;
    for (const entry of lost) this.pageOf(entry)?.remove(entry);
    for (const entry of gained) this.pageOf(entry)?.add(entry);
    this.current = null;
  }

  /** Valid until the next change. Holds the runs of every class, not the single entries. */
  get weighed(): Weighed {
    return (this.current ??= { model: this.model, entries: [], runs: this.runs() });
  }

  private runs(): Run[] {
    const runs = [...this.pages.values()].map((page) => page.run()).filter(({ at }) => at.length > 0);
    return runs.sort((a, b) => a.class.index - b.class.index);
  }

  private pageOf({ class: name }: EvidenceEntry): Page | null {
    const evidenceClass = this.model.classes.get(name);
    if (evidenceClass === undefined) return null;
    let page = this.pages.get(evidenceClass);
    if (page === undefined) this.pages.set(evidenceClass, (page = new Page(evidenceClass, this.model)));
    return page;
  }
}

/** The entries of one class, in the order in which they start to count. */
class Page {
  private readonly entries: EvidenceEntry[] = [];
  private readonly magnitudes: number[] = [];
  private readonly at: number[] = [];
  private readonly lapse: number[] = [];
  private readonly sum: number[] = [];
  /** The sums before this index are up to date. */
  private summed = 0;

  constructor(
    private readonly evidenceClass: EvidenceClass,
    private readonly model: TrustModel,
  ) {}

  add(entry: EvidenceEntry): void {
    const index = this.placeAfter(entry);
    this.entries.splice(index, 0, entry);
    this.magnitudes.splice(index, 0, magnitudeOf(entry, this.evidenceClass, this.model));
    this.at.splice(index, 0, entry.at);
    this.lapse.splice(index, 0, Number(entry.lapse));
    this.summed = Math.min(this.summed, index);
  }

  /** @throws RangeError where this entry object was not added */
  remove(entry: EvidenceEntry): void {
    let index = this.placeAfter(entry) - 1;
    while (index >= 0 && this.entries[index] !== entry) index -= 1;
    if (index < 0) throw new RangeError(`an entry of ${entry.class} was not added, so it cannot be removed`);
    for (const column of [this.entries, this.magnitudes, this.at, this.lapse]) column.splice(index, 1);
    this.summed = Math.min(this.summed, index);
  }

  /** The index after the last entry that counts no later than this one. */
  private placeAfter(entry: EvidenceEntry): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareCounting(this.entries[middle] as EvidenceEntry, entry) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Valid until the next change. */
  run(): Run {
    return { class: this.evidenceClass, at: this.at, lapse: this.lapse, sumOf: (index) => this.sumOf(index) };
  }

  /** Sums only as far as it is asked: due times to come, before which others may still be set, would be summed in vain. */
  private sumOf(last: number): number {
    const { evidenceClass, at, sum } = this;
    for (let index = this.summed; index <= last; index += 1) {
      const [before, since] = index === 0 ? [0, 0] : [sum[index - 1] ?? 0, at[index - 1] ?? 0];
      sum[index] = sumWith(before, (at[index] ?? 0) - since, this.magnitudes[index] ?? 0, evidenceClass.halfLifeMs);
    }
    this.summed = Math.max(this.summed, last + 1);
    return sum[last] ?? 0;
  }
}

/** The order in which runs are summed: by time, at one time lapses last, then the order of compareEntries. */
function compareCounting(a: EvidenceEntry, b: EvidenceEntry): number {
  return (
    a.at - b.at ||
    Number(a.lapse) - Number(b.lapse) ||
    compareSaid(a, b) ||
    compareText(a.obligationId ?? '', b.obligationId ?? '')
  );
}
