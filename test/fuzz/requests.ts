import type { GraphQLSchema } from 'graphql';
import { TOKEN, type ApiUnderTest } from '../e2e/api-under-test.js';
import { Documents } from './documents.js';
import type { Findings } from './findings.js';
import { broken, hostileValue } from './hostile.js';
import type { Seeded } from './seeded.js';

const AT_ONCE = 8;

/** Documents that fit the schema, with values that do or do not; broken ones; bodies that are no request. */
export async function fuzzRequests(
  api: ApiUnderTest,
  schema: GraphQLSchema,
  random: Seeded,
  count: number,
  findings: Findings,
): Promise<void> {
  const documents = new Documents(schema, random);
  const bodies = Array.from({ length: count }, () => bodyFrom(documents, random));
  const send = async (): Promise<void> => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const response = await fetch(api.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body,
      });
      findings.ofAnswer(body, response.status, await response.text());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
}

function bodyFrom(documents: Documents, random: Seeded): string {
  const { query, variables } = documents.next(random.oneIn(3) ? 'mutation' : 'query');
  switch (random.below(10)) {
    case 0:
      return broken(random, JSON.stringify({ query, variables }));
    case 1:
      return JSON.stringify({ query: broken(random, query), variables });
    case 2:
      return JSON.stringify({ query, variables: hostileValue(random), extensions: hostileValue(random) });
    case 3:
      return JSON.stringify(hostileValue(random));
    default:
      return JSON.stringify({ query, variables });
  }
}
