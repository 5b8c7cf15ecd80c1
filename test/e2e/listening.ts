import type { Client } from 'graphql-ws';
import type { ApiUnderTest } from './api-under-test.js';

/** Resolves once the server has heard of the subscriptions of a socket: it answers a query that was sent after them. */
export async function untilHeard(socket: Client): Promise<void> {
  await socket.iterate({ query: '{ models { id } }' }).next();
}

/**
 * Listens to `trustChanged` over a socket of its own, and is heard by the server before it returns.
 * @param fields of each change @param args of the subscription, in their brackets
 */
export async function listenTo<Change>(api: ApiUnderTest, fields: string, args: string) {
  const client = api.socket();
  const query = `subscription { trustChanged${args} { ${fields} } }`;
  const messages = client.iterate<{ trustChanged: Change }>({ query });
  let pending = messages.next();
  await untilHeard(client);
  return {
    next: async (): Promise<Change> => {
      const { value } = (await pending) as { value: { data: { trustChanged: Change } } };
      pending = messages.next();
      return value.data.trustChanged;
    },
    stop: async () => {
      await client.dispose();
    },
  };
}
