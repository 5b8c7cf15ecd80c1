import { customerOf } from '#contact-log';
import { IDENTITY_STREAM } from '#event-store';
import type { CarriedEvent } from './log-file.js';
import type { Needed } from './move-keys.js';

/** Collects which log a file is of, and which customers have sealed facts in it. */
export class NeededKeys implements Needed {
  readonly sealed = new Set<string>();
  lineage: string | null = null;

  see({ stream, data }: Pick<CarriedEvent, 'stream' | 'data'>): void {
    const customerId = customerOf(stream);
    if (customerId !== null && 'sealed' in data) this.sealed.add(customerId);
    if (stream === IDENTITY_STREAM && typeof data.lineage === 'string') this.lineage ??= data.lineage;
  }
}
