import { NO_LABELS, type LabelsAffected, type LeftOutTally } from '#validation';
import type { Row } from './table.js';

type Cell = { readonly line: number; readonly column: string; readonly value: string; labels: LabelsAffected };

/** The cells of one group that fit none of the formats, each counted once, however many rules read it. */
export class UnreadableCells {
  private readonly cells = new Map<string, Cell>();
  /** What happens to labels when a cell cannot be read now. Whoever evaluates a rule sets it before. */
  effect: LabelsAffected = NO_LABELS;

  add({ number, line }: Row, column: string, value: string): void {
    const key = `${number}:${column}`;
    const cell = this.cells.get(key) ?? { line, column, value, labels: NO_LABELS };
    if (cell.labels === NO_LABELS) cell.labels = this.effect;
    this.cells.set(key, cell);
  }

  tellTo(tally: LeftOutTally): void {
    for (const { line, column, value, labels } of this.cells.values())
      tally.add({ kind: 'CELL_UNREADABLE', line, column, value, says: 'the cell fits none of the formats', labels });
  }
}
