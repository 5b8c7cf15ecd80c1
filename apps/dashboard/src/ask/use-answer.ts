import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask } from './ask.js';
import { mayPass } from './ask-failed.js';
import type { TypedDocumentString } from './operations.js';

const MOST_TRIES = 3;
/** An answer is shown again without asking for this long; news from the log make it old at once. */
const FRESH_MS = 30_000;

export const newAnswers = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < MOST_TRIES && mayPass(error),
        staleTime: FRESH_MS,
        // The page says itself that the connection is lost; it asks on all the same.
        networkMode: 'always',
      },
    },
  });

/** The answer to a query, asked again when something is recorded. While other variables are asked, the last answer stays. */
export function useAnswer<Data, Variables>(
  operation: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { enabled = true }: { readonly enabled?: boolean } = {},
): UseQueryResult<Data> {
  return useQuery({
    queryKey: [operation.toString(), variables],
    queryFn: ({ signal }) => ask(operation, variables, { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}
