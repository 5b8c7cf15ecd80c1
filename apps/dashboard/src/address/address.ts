import { useSyncExternalStore } from 'react';

/**
 * The page's own address: what is behind the `#`. A browser keeps that to itself, so no customer's id is sent in a URL.
 * `#/customers/c-1?tab=needs` has the path `customers`, `c-1`.
 */
export type Address = { readonly path: readonly string[]; readonly params: URLSearchParams };

type Params = Readonly<Record<string, string | null | undefined>>;

/** The address in a form for `href`. Params that are null or empty are left out. */
export function hrefOf(path: readonly string[], params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value != null && value !== '') query.set(name, value);
  const behind = query.size === 0 ? '' : `?${query.toString()}`;
  return `#/${path.map(encodeURIComponent).join('/')}${behind}`;
}

export function addressOf(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decoded), params: new URLSearchParams(query) };
}

/** A hand-typed address may hold a `%` that begins nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function go(path: readonly string[], params: Params = {}): void {
  location.hash = hrefOf(path, params);
}

/** Changes params of the address where it is; the way back does not go through it. */
export function keepInAddress(change: Params): void {
  const { path, params } = addressOf(location.hash);
  history.replaceState(null, '', hrefOf(path, { ...Object.fromEntries(params), ...change }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

const onChange = (tell: () => void): (() => void) => {
  addEventListener('hashchange', tell);
  return () => removeEventListener('hashchange', tell);
};

export const useAddress = (): Address => addressOf(useSyncExternalStore(onChange, () => location.hash));
