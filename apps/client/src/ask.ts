import { AnswerRefused, NotReached, refusedBy, type AnsweredError } from './answer-refused.js';
import type { Server, TypedDocument } from './server.js';

export type AskOptions = {
  readonly signal?: AbortSignal | undefined;
  /** The `position` of a mutation's answer: the read includes what it recorded, on any server of the deployment. */
  readonly afterPosition?: string | null | undefined;
};

/** The data of a query or a mutation. @throws AnswerRefused, NotReached */
export async function ask<Data, Variables>(
  { url, token }: Server,
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  { signal, afterPosition }: AskOptions = {},
): Promise<Data> {
  const headers = {
    accept: 'application/graphql-response+json',
    'content-type': 'application/json',
    authorization: `Bearer ${await token()}`,
    ...(afterPosition == null ? {} : { 'rapport-after-position': afterPosition }),
  };
  const body = JSON.stringify({ query: document.toString(), variables });
  const response = await fetch(url, { method: 'POST', headers, body, signal: signal ?? null }).catch(
    (error: unknown) => {
      if (signal?.aborted === true) throw error;
      throw new NotReached(`${String(url)} cannot be reached: ${String(error)}`, { cause: error });
    },
  );
  return dataOf<Data>(response);
}

async function dataOf<Data>(response: Response): Promise<Data> {
  const answer = (await response.json().catch(() => ({}))) as {
    readonly data?: Data | null;
    readonly errors?: readonly AnsweredError[];
  };
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw refusedBy(error);
  if (response.status === 401) throw new AnswerRefused('UNAUTHENTICATED', 'The token was not taken.');
  if (answer.data == null) throw new NotReached(`${response.url} answered with HTTP ${response.status} and no data`);
  return answer.data;
}
