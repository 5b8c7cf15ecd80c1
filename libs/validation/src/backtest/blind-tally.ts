import { Timeline, type RecordedContact } from '#relationship';
import { blindSpots, DIMENSIONS, weigh, type Dimension, type TrustModel } from '#trust';

/** In how many histories a model could not see a dimension, because nothing on record credits it. */
export type BlindTotals = {
  readonly model: string;
  /** Customers looked at. */
  readonly customers: number;
  /** Only the dimensions that are a blind spot for somebody. */
  readonly dimensions: readonly { readonly dimension: Dimension; readonly customers: number }[];
};

/** Counts blind spots over whole histories, one customer at a time. */
export class BlindTally {
  private customers = 0;
  private readonly blind = new Map<Dimension, number>();

  constructor(private readonly model: TrustModel) {}

  add(contacts: readonly RecordedContact[]): void {
    this.customers += 1;
    for (const { dimension } of blindSpots(weigh(Timeline.of(contacts).evidence(this.model.calendar), this.model), Infinity))
      this.blind.set(dimension, (this.blind.get(dimension) ?? 0) + 1);
  }

  get totals(): BlindTotals {
    const dimensions = DIMENSIONS.map((dimension) => ({ dimension, customers: this.blind.get(dimension) ?? 0 }));
    return {
      model: this.model.id,
      customers: this.customers,
      dimensions: dimensions.filter(({ customers }) => customers > 0),
    };
  }
}

/** A sentence for reports; null where the model could see everything. */
export function blindWords({ model, customers: all, dimensions }: BlindTotals): string | null {
  if (dimensions.length === 0) return null;
  const where = dimensions.map(({ dimension, customers }) => `${dimension} for ${customers} of ${all} customers`);
  return `Blind spots of ${model}: nothing on record could raise ${where.join(', ')}. There a dimension can only fall or stay where it began.`;
}
