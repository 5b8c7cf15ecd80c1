/** A tool that asks: one GraphQL document. */
export type Question = {
  readonly name: string;
  readonly title: string;
  /** When to use it; what it answers is said by the schema too, field by field. */
  readonly says: string;
  /** One query without named fragments; its variables are the arguments of the tool. */
  readonly document: string;
  /** What the document needs and the caller may leave out. */
  readonly defaults?: Readonly<Record<string, Default>>;
};

export type Default = {
  /** In words, after "Default: ". */
  readonly says: string;
  /** @param now milliseconds since the epoch */
  readonly at: (now: number) => string;
};
