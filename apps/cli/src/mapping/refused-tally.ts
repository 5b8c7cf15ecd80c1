import type { Refusal } from '#relationship';

const MOST_SHOWN = 10;

/** What of a table could not be taken. */
export class RefusedTally {
  rowsLeftOut = 0;
  groupsLeftOut = 0;
  readonly refused = new Map<string, number>();
  readonly shown: string[] = [];

  refuse(contact: { readonly row: number; readonly type: string }, refusals: readonly Refusal[]): void {
    for (const { code, field, message } of refusals) {
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
      if (this.shown.length < MOST_SHOWN)
        this.shown.push(
          `${contact.type} of row ${contact.row}: ${code}: ${field === null ? '' : `${field}: `}${message}`,
        );
    }
  }
}
