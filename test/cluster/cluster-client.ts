import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** Longer than any answer takes, the wait for views that are behind included. */
const ANSWER_WITHIN_MS = 10_000;

export type Answer<T> = {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
};

/** A caller of one node. */
export class ClusterClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** @param after the position that the answer must show @throws where the node does not answer at all */
  async send<T>(query: string, variables: object = {}, after?: string): Promise<Answer<T>> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...(after === undefined ? {} : { 'rapport-after-position': after }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return (await response.json()) as Answer<T>;
  }

  /** The data of an answer without errors. */
  async ask<T>(query: string, variables: object = {}, after?: string): Promise<T> {
    const { data, errors } = await this.send<T>(query, variables, after);
    if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** @returns the position of what was recorded */
  async record(mutation: string, input: object): Promise<string> {
    const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${inputType}!) { recorded: ${mutation}(input: $input) { position userErrors { code } } }`;
    const { recorded } = await this.ask<{ recorded: { position: string | null; userErrors: object[] } }>(query, {
      input,
    });
    if (recorded.position === null) throw new Error(JSON.stringify(recorded.userErrors));
    return recorded.position;
  }

  /** The contacts on record of these types, as the views know them, at most 200. */
  async contacts(types: readonly string[], after?: string): Promise<{ contactId: string; customerId: string }[]> {
    const query =
      'query($types: [ContactType!]) { contacts(first: 200, filter: { types: $types }) { edges { node { contactId customerId } } } }';
    type Page = { contacts: { edges: { node: { contactId: string; customerId: string } }[] } };
    const { contacts } = await this.ask<Page>(query, { types }, after);
    return contacts.edges.map(({ node }) => node);
  }

  socket(after?: string): Client {
    return createClient({
      url: this.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: {
        authorization: `Bearer ${this.token}`,
        ...(after === undefined ? {} : { afterPosition: after }),
      },
      retryAttempts: 0,
    });
  }
}
