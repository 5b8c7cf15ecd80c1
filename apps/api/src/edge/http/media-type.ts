/** The media type of an answer. Clients that ask for the older one, application/json, expect 200 for any valid request. */
export type MediaType = 'application/graphql-response+json' | 'application/json';

type Accepted = { readonly mediaType: MediaType; readonly isAskedFor: boolean };

/**
 * The first media type in an Accept header that can be served.
 * @returns null if there is none; `isAskedFor` is false for a wildcard
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
