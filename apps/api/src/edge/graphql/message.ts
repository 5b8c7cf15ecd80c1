/** One event as it is sent to subscribers. Its bytes are made once for all of them. */
export class Message {
  private bytes: Buffer | null = null;
  private framed: { readonly head: string; readonly bytes: Buffer } | null = null;

  /**
   * @param cursor where to continue after it; null if it does not say
   * @param payload the result of the operation: JSON
   */
  constructor(
    readonly cursor: string | null,
    readonly payload: string,
  ) {}

  /** The bytes of the payload between two texts. Who asks for the same texts as the one before gets the same bytes. */
  between(head: string, tail: string): Buffer {
    if (this.framed?.head === head) return this.framed.bytes;
    this.bytes ??= Buffer.from(this.payload);
    const bytes = Buffer.concat([Buffer.from(head), this.bytes, Buffer.from(tail)]);
    this.framed = { head, bytes };
    return bytes;
  }
}
