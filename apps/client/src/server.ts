/** A document and the types of its answer and variables, as GraphQL Code Generator makes it. */
export interface TypedDocument<Data, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
}

/** A server, and who asks it. */
export type Server = {
  /** Of `/graphql`, with http or https. */
  readonly url: string | URL;
  /** Asked before each request and each connection. */
  readonly token: () => string | Promise<string>;
};
