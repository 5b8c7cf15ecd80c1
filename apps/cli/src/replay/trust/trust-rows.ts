import { readColumns, weighColumns, type EvidenceColumns, type WeighedColumns } from '#replay';
import { intervalFromSums, readSums, type TrustModel } from '#trust';
import type { TrustRow } from '../../tables/datasets/trust.js';
import type { ModelsInUse } from '../../derive/models-asked.js';

export type { TrustRow };
/** Both clocks, milliseconds since the epoch. The columns must hold what was known at `knownAt`. */
export type Clocks = { readonly asOf: number; readonly knownAt: number };

/** The columns of one part, weighed once by each model in use. */
export class WeighedPart {
  private readonly weighed = new Map<TrustModel, WeighedColumns>();

  constructor(private readonly columns: EvidenceColumns) {}

  /** Trust of every relationship of the part as of a time, each by the model of its segment. */
  rowsAt({ asOf, knownAt }: Clocks, models: ModelsInUse, withInterval: boolean): TrustRow[] {
    const rows: TrustRow[] = [];
    for (const model of models.all)
      readColumns(this.by(model), asOf, ({ customerId, segment, owner, closed, prior, sums }) => {
        if (models.for(segment) !== model) return;
        const { score, band, uncertainty, dimensions, cap, prior: start } = readSums(sums, model, prior);
        rows.push({
          ...{ customerId, segment, owner, closed, asOf, knownAt, model: model.id, score, band },
          ...{ prior: start, cap, uncertainty, dimensions },
          interval: withInterval ? intervalFromSums(sums, model, prior) : null,
        });
      });
    return rows;
  }

  private by(model: TrustModel): WeighedColumns {
    let weighed = this.weighed.get(model);
    if (weighed === undefined) this.weighed.set(model, (weighed = weighColumns(this.columns, model)));
    return weighed;
  }
}
