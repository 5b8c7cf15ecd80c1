import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { words } from '../words/words.js';

type Props<Data> = { readonly of: UseQueryResult<Data>; readonly children: (data: Data) => ReactNode };

/** Shows an answer; before it is there, that it is loading, and where it fails, why, with a way to ask again. */
export function Answer<Data>({ of: { data, error, refetch }, children }: Props<Data>) {
  if (data !== undefined) return children(data);
  if (error === null) return <p className="quiet loading">{words.loading}…</p>;
  return (
    <div role="alert" className="failed">
      <p>
        {words.failed} {error.message}
      </p>
      <Button onPress={() => void refetch()}>{words.tryAgain}</Button>
    </div>
  );
}
