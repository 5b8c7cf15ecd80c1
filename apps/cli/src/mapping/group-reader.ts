import { EARLIEST_MS, MINUTE_MS, toIso } from '#relationship';
import type { Clock } from './clock.js';
import type { Condition, Facts, Time, Value, WhichRow } from './expressions.js';
import type { Row, Table } from './table.js';
import { UnreadableCells } from './unreadable-cells.js';

/** What a fact comes to; undefined where the row does not say. */
export type Fact = string | number | boolean | undefined | readonly Fact[] | { readonly [name: string]: Fact };

/** Evaluates a mapping's expressions on the rows of one group, which are in order. */
export class GroupReader {
  constructor(
    private readonly table: Table,
    private readonly clock: Clock,
    readonly rows: readonly Row[],
    readonly unreadable: UnreadableCells = new UnreadableCells(),
  ) {}

  holds(condition: Condition, index: number): boolean {
    switch (condition.is) {
      case 'ALL':
        return condition.conditions.every((each) => this.holds(each, index));
      case 'ANY':
        return condition.conditions.some((each) => this.holds(each, index));
      case 'NOT':
        return !this.holds(condition.condition, index);
      case 'ROW':
        return index === (condition.row === 'FIRST' ? 0 : this.rows.length - 1);
      case 'LAST_WHERE':
        return this.rows.findLastIndex((_, each) => this.holds(condition.condition, each)) === index;
      case 'AFTER': {
        const [time, after] = [this.time(condition.time, index), this.time(condition.after, index)];
        return time !== null && after !== null && time > after;
      }
      case 'ONE_OF':
        return condition.values.includes(this.cell(condition.column, index));
      case 'BECOMES': {
        const now = this.cell(condition.column, index);
        return condition.values.includes(now) && (index === 0 || this.cell(condition.column, index - 1) !== now);
      }
      case 'RISES':
        return index > 0 && this.number(condition.column, index) > this.number(condition.column, index - 1);
      case 'ABOVE_FIRST':
        return this.number(condition.column, index) > this.number(condition.column, 0);
      case 'IS_TIME':
        return this.instant(condition.column, index) !== null;
      case 'IS_EMPTY':
        return this.cell(condition.column, index) === '';
      case 'NUMBER': {
        const value = this.number(condition.column, index);
        if (condition.than === 'ABOVE') return value > condition.number;
        if (condition.than === 'BELOW') return value < condition.number;
        return condition.than === 'AT_LEAST' ? value >= condition.number : value <= condition.number;
      }
    }
  }

  value(value: Value, index: number): Fact {
    switch (value.is) {
      case 'LITERAL':
        return value.value;
      case 'COLUMN': {
        const cell = this.cell(value.column, this.place(value.row, index));
        if (cell === '' || value.unknown.includes(cell)) return value.otherwise ?? undefined;
        const text = Object.hasOwn(value.map, cell) ? value.map[cell] : cell;
        if (!value.asNumber) return text;
        const number = Number(text);
        if (Number.isFinite(number)) return number;
        this.tellUnreadable(value.column, this.place(value.row, index));
        return value.otherwise ?? undefined;
      }
      case 'TEXT':
        return this.text(value.text, index);
      case 'FIRST_OF':
        for (const each of value.values) {
          const found = this.value(each, index);
          if (found !== undefined) return found;
        }
        return undefined;
      case 'WHETHER':
        return this.holds(value.condition, index);
      case 'TIME': {
        const at = this.time(value.time, index);
        return at === null ? undefined : toIso(at);
      }
      case 'LIST':
        return value.values.map((each) => this.value(each, index)).filter((each) => each !== undefined);
      case 'GROUP':
        return this.facts(value.facts, index);
    }
  }

  facts(facts: Facts, index: number): { readonly [name: string]: Fact } {
    const found: Record<string, Fact> = {};
    for (const [name, value] of Object.entries(facts)) {
      const fact = this.value(value, index);
      if (fact !== undefined) found[name] = fact;
    }
    return found;
  }

  /** Milliseconds since the epoch; null where the row does not say. */
  time(time: Time, index: number): number | null {
    if (time.is === 'COLUMN') {
      const place = this.place(time.row, index);
      const at = this.instant(time.column, place);
      if (at === null) return null;
      const moved = Math.round(at + time.plusMinutes * MINUTE_MS);
      // No date lies before the first or after the last one that there is.
      if (Math.abs(moved) <= -EARLIEST_MS) return moved;
      this.tellUnreadable(time.column, place);
      return null;
    }
    const times = time.times.map((each) => this.time(each, index)).filter((at) => at !== null);
    if (time.is === 'FIRST_OF') return times[0] ?? null;
    if (times.length === 0) return null;
    return time.is === 'LATEST_OF' ? Math.max(...times) : Math.min(...times);
  }

  /** Null where any column it names is empty. */
  private text(template: string, index: number): string | undefined {
    let isWhole = true;
    const text = template.replace(/\{([^{}]+)\}/g, (_, column: string) => {
      const cell = this.cell(column, index);
      if (cell === '') isWhole = false;
      return cell;
    });
    return isWhole ? text : undefined;
  }

  /** The texts of the columns in a row, with commas between. */
  cellsOf(columns: readonly string[], index: number): string {
    return columns.map((column) => this.cell(column, index)).join(', ');
  }

  private instant(column: string, index: number): number | null {
    const cell = this.cell(column, index);
    const at = this.clock.at(cell);
    if (at === null && !this.clock.isUnknown(cell)) this.tellUnreadable(column, index);
    return at;
  }

  private tellUnreadable(column: string, index: number): void {
    const row = this.rows[index];
    if (row !== undefined) this.unreadable.add(row, column, this.cell(column, index));
  }

  private cell(column: string, index: number): string {
    return (this.rows[index]?.cells[this.table.placeOf(column)] ?? '').trim();
  }

  /** NaN where the cell is no number, so that every comparison fails. */
  private number(column: string, index: number): number {
    const cell = this.cell(column, index);
    if (cell === '') return NaN;
    const number = Number(cell);
    if (Number.isNaN(number)) this.tellUnreadable(column, index);
    return number;
  }

  private place(row: WhichRow, index: number): number {
    return row === 'THIS' ? index : row === 'FIRST' ? 0 : this.rows.length - 1;
  }
}
