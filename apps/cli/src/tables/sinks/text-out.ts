import type { Output } from '../../output/output.js';
import type { Rows } from './rows.js';
import type { Text } from './text-rows.js';

/** Rows as text. The header is written even if there are no rows. */
export class TextRows<Row> implements Rows<Row> {
  private begun = false;

  constructor(
    private readonly text: Text<Row>,
    private readonly output: Output,
  ) {}

  async write(rows: readonly Row[]): Promise<void> {
    const header = this.begun ? '' : this.text.header;
    this.begun = true;
    await this.output.write(header + this.text.of(rows));
  }

  async end(): Promise<void> {
    if (!this.begun) await this.output.write(this.text.header);
  }
}
