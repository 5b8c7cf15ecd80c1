/** Where an event id was last seen. */
export type IdPlace = { readonly stream: string; readonly revision: bigint; readonly position: bigint };

const BYTES_PER_ENTRY = 28;

/**
 * The ids of recently committed events, in memory and bounded: all that a server has to recognise a repeat of an append
 * without a revision. Oldest go first; the first place of an id is kept while it is here; a restart forgets everything.
 */
export class RecentIds {
  private readonly places = new Map<string, IdPlace>();
  private bytes = 0;

  constructor(private readonly capacityBytes = 8 * 1024 * 1024) {}

  remember(id: string, { stream, revision, position }: IdPlace): void {
    if (this.places.has(id)) return;
    this.places.set(id, { stream, revision, position });
    this.bytes += BYTES_PER_ENTRY + stream.length;
    for (const [oldest, place] of this.places) {
      if (this.bytes <= this.capacityBytes) break;
      this.places.delete(oldest);
      this.bytes -= BYTES_PER_ENTRY + place.stream.length;
    }
  }

  placeIn(stream: string, id: string): IdPlace | undefined {
    const place = this.places.get(id);
    return place?.stream === stream ? place : undefined;
  }

  forget(): void {
    this.places.clear();
    this.bytes = 0;
  }
}
