import { Injectable } from '@nestjs/common';
import { Answering } from '../../edge/http/answering.js';
import { Fitting } from '../documents/fitting.js';
import { harmless } from '../documents/harmless.js';
import { marked } from '../documents/marked.js';
import { BRIEF, TIMELINE } from '../tools/questions.js';
import { answerOf, errorsTold, type Told } from '../tools/told.js';
import type { Caller } from '../tools/tool.js';

const START = 'rapport://relationship/';
const TIMELINE_END = '/timeline';
const ON_A_PAGE = 50;

export const TEMPLATES = [
  {
    uriTemplate: `${START}{customerId}`,
    name: 'relationship',
    title: 'A relationship',
    description: 'What to know before talking to this customer, as the tool brief tells it.',
    mimeType: 'application/json',
  },
  {
    uriTemplate: `${START}{customerId}${TIMELINE_END}`,
    name: 'timeline',
    title: 'The timeline of a relationship',
    description: 'The newest contacts of this customer with their facts and effects. For more, use the tool contacts.',
    mimeType: 'application/json',
  },
];

const LIST = `query ($first: Int, $after: String) {
  relationships(first: $first, after: $after) { edges { node { customerId } } pageInfo { hasNextPage endCursor } }
}`;
type Listed = {
  readonly relationships: {
    readonly edges: readonly { readonly node: { readonly customerId: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
};

export type ResourcePage = {
  readonly resources: readonly { readonly uri: string; readonly name: string; readonly mimeType: string }[];
  readonly nextCursor?: string;
};

/** The relationships that a caller sees, and what is in them. */
@Injectable()
export class Resources {
  constructor(
    private readonly fitting: Fitting,
    private readonly answering: Answering,
  ) {}

  /** @throws Error with the message of the error that refused it */
  async page(after: string | null, { actor, gone }: Caller): Promise<ResourcePage> {
    const asked = { query: LIST, operationName: null, variables: { first: ON_A_PAGE, after } };
    const { data = null, errors = [] } = await this.answering.answer(asked, actor, gone);
    if (data === null) throw new Error(errors[0]?.message);
    const { edges, pageInfo } = (data as Listed).relationships;
    const resources = edges.map(({ node: { customerId } }) => ({
      uri: START + encodeURIComponent(customerId),
      name: harmless(customerId),
      mimeType: 'application/json',
    }));
    const { hasNextPage, endCursor } = pageInfo;
    return { resources, ...(hasNextPage && endCursor !== null ? { nextCursor: endCursor } : {}) };
  }

  /** @returns null if nothing is there, or the caller does not see it */
  async read(uri: string, { actor, gone }: Caller): Promise<Told | null> {
    const named = namedBy(uri);
    const fit = named === null ? null : this.fitting.fit(named.document, actor);
    if (named === null || fit === null) return null;
    const variables = { customerId: named.customerId };
    const asked = { query: fit.query, operationName: null, variables };
    const { data = null, errors } = await this.answering.answer(asked, actor, gone);
    if (errors === undefined && (data === null || data.relationship === null)) return null;
    return answerOf({ data: data === null ? null : marked(fit.shape, data) }, errorsTold(errors));
  }
}

function namedBy(uri: string): { readonly document: string; readonly customerId: string } | null {
  if (!uri.startsWith(START)) return null;
  const rest = uri.slice(START.length);
  const isTimeline = rest.endsWith(TIMELINE_END);
  const encoded = isTimeline ? rest.slice(0, -TIMELINE_END.length) : rest;
  if (encoded === '' || encoded.includes('/')) return null;
  try {
    return { document: isTimeline ? TIMELINE : BRIEF, customerId: decodeURIComponent(encoded) };
  } catch {
    return null;
  }
}
