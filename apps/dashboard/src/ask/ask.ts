import { AskFailed } from './ask-failed.js';
import type { TypedDocumentString } from './operations.js';
import { token } from './token.js';

type Answer<Data> = {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
};

const ENDPOINT = new URL('graphql', document.baseURI);

/** What this page recorded last. Reads that name it include what was recorded, on any server of the deployment. */
let recordedUpTo: string | null = null;

/** Call it with the `position` of a mutation's answer. @param position null if nothing was recorded */
export function readFrom(position: string | null): void {
  recordedUpTo = position ?? recordedUpTo;
}

/** The data of an operation. A token that is not taken any more is forgotten. @throws AskFailed */
export async function ask<Data, Variables>(
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { signal, as = token.get() }: { readonly signal?: AbortSignal; readonly as?: string | null } = {},
): Promise<Data> {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      authorization: `Bearer ${as ?? ''}`,
      ...(recordedUpTo === null ? {} : { 'rapport-after-position': recordedUpTo }),
    },
    body: JSON.stringify({ query: operation.toString(), variables }),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new AskFailed('UNREACHABLE', String(error));
  });
  const answer = (await response.json().catch(() => ({}))) as Answer<Data>;
  const [error] = answer.errors ?? [];
  if (error !== undefined || answer.data == null) {
    const code = error?.extensions?.code ?? (response.status === 401 ? 'UNAUTHENTICATED' : 'UNREACHABLE');
    if (code === 'UNAUTHENTICATED' && as === token.get()) token.set(null);
    throw new AskFailed(code, error?.message ?? `HTTP ${response.status}`);
  }
  return answer.data;
}
