import { closeSync, openSync, writeFileSync } from 'node:fs';
import { say } from '../../stdout.js';
import type { Rows } from './rows.js';
import type { Text } from './text-rows.js';

/** Rows as text, to a file or to stdout at the pace of whoever reads it. */
export class TextRows<Row> implements Rows<Row> {
  private readonly file: number | null;
  private begun = false;

  /** @param path null for stdout */
  constructor(
    private readonly text: Text<Row>,
    path: string | null,
  ) {
    this.file = path === null ? null : openSync(path, 'w');
  }

  async write(rows: readonly Row[]): Promise<void> {
    const header = this.begun ? '' : this.text.header;
    this.begun = true;
    await this.say(header + this.text.of(rows));
  }

  async end(): Promise<void> {
    if (!this.begun) await this.say(this.text.header);
    if (this.file !== null) closeSync(this.file);
  }

  private async say(text: string): Promise<void> {
    if (text === '') return;
    if (this.file !== null) writeFileSync(this.file, text);
    else await say(text);
  }
}
