// Which streams of the server are ours: other applications, and other logs of Rapport, may use the same server.

/** Left out: every stream of the server is ours. */
export type OwnStreamsOptions = {
  /** Put before each name of ours on the server. Two logs on one server need two prefixes. */
  readonly prefix?: string | undefined;
  /** Names of our streams, without the prefix. A name that ends with a hyphen stands for all that begin with it. */
  readonly names?: readonly string[];
};

export class OwnStreams {
  private readonly prefix: string;
  private readonly names: readonly string[];

  constructor({ prefix = '', names = [] }: OwnStreamsOptions = {}) {
    this.prefix = prefix;
    this.names = names;
  }

  onServer(stream: string): string {
    return `${this.prefix}${stream}`;
  }

  /** Our name of a stream of the server; null if it is not ours. */
  nameOf(onServer: string): string | null {
    if (onServer.startsWith('$') || !onServer.startsWith(this.prefix)) return null;
    const name = onServer.slice(this.prefix.length);
    return this.has(name) ? name : null;
  }

  has(stream: string): boolean {
    if (this.names.length === 0) return true;
    return this.names.some((name) => (name.endsWith('-') ? stream.startsWith(name) : stream === name));
  }

  /** What the names of our streams begin with on the server, for its filter; empty if they may begin with anything. */
  get beginnings(): readonly string[] {
    if (this.names.length > 0) return this.names.map((name) => this.onServer(name));
    return this.prefix === '' ? [] : [this.prefix];
  }
}
