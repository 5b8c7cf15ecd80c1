import { ApiUnderTest, TOKEN } from './api-under-test.js';

export type StreamedEvent = { readonly event: string; readonly id: string | null; readonly data: string };

/** Reads a stream of server-sent events. */
export class EventStreamCaller {
  private readonly text: AsyncIterator<string>;
  private buffered = '';

  private constructor(
    readonly response: Response,
    private readonly leaving: AbortController,
  ) {
    if (response.body === null) throw new Error('the answer has no body');
    this.text = response.body.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  }

  /** @param headers beside those that ask for events, with the token of the administrator unless they say another */
  static async open(api: ApiUnderTest, query: string, headers: Readonly<Record<string, string>> = {}, variables = {}) {
    const leaving = new AbortController();
    const response = await fetch(api.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
      signal: leaving.signal,
    });
    return new EventStreamCaller(response, leaving);
  }

  /** The next event; null at the end of the stream. */
  async next(): Promise<StreamedEvent | null> {
    for (;;) {
      const end = this.buffered.indexOf('\n\n');
      if (end >= 0) {
        const lines = this.buffered.slice(0, end).split('\n');
        this.buffered = this.buffered.slice(end + 2);
        const of = (name: string) =>
          lines
            .find((line) => line.startsWith(`${name}:`))
            ?.slice(name.length + 1)
            .trim() ?? null;
        const event = of('event');
        if (event !== null) return { event, id: of('id'), data: of('data') ?? '' };
        continue;
      }
      const text = await this.text.next().catch(() => null);
      if (text === null || text.done === true) return null;
      this.buffered += text.value;
    }
  }

  /** The field of the next event's data. */
  async nextOf<T>(field: string): Promise<T> {
    const event = await this.next();
    if (event === null) throw new Error('the stream has ended');
    return (JSON.parse(event.data) as { data: Record<string, T> }).data[field] as T;
  }

  leave(): void {
    this.leaving.abort();
  }
}
