/** What an answer is served as. The older type means "200 for every well-formed request" to the clients that ask for it. */
export type MediaType = 'application/graphql-response+json' | 'application/json';

type Accepted = { readonly mediaType: MediaType; readonly isAskedFor: boolean };

/**
 * The type that an Accept header asks for, in the order in which it stands there.
 * @returns null where it takes neither; `isAskedFor` says whether by name
 */
export function acceptedType(accept: string | undefined): Accepted | null {
  if (accept === undefined) return { mediaType: 'application/json', isAskedFor: false };
  for (const range of accept.split(',')) {
    const type = range.split(';')[0]?.trim().toLowerCase();
    if (type === 'application/graphql-response+json' || type === 'application/json')
      return { mediaType: type, isAskedFor: true };
    if (type === '*/*' || type === 'application/*') return { mediaType: 'application/json', isAskedFor: false };
  }
  return null;
}
