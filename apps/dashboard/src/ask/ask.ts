import { AnswerRefused, ask as askServer } from '../../../client/src/index.js';
import { AskFailed } from './ask-failed.js';
import type { TypedDocumentString } from './operations.js';
import { SERVER } from './server.js';
import { token } from './token.js';

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
  const server = { ...SERVER, token: () => as ?? '' };
  try {
    return await askServer(server, operation, variables, { signal, afterPosition: recordedUpTo });
  } catch (error) {
    if (signal?.aborted) throw error;
    const code = error instanceof AnswerRefused ? error.code : 'UNREACHABLE';
    if (code === 'UNAUTHENTICATED' && as === token.get()) token.set(null);
    throw new AskFailed(code, error instanceof Error ? error.message : String(error));
  }
}
