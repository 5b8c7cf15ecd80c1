import type { FastifyRequest } from 'fastify';
import { apiError } from '../errors/codes.js';
import type { Asked } from '../graphql/documents.js';

/** What a request asks to run. @throws GraphQLError BAD_REQUEST if it does not follow GraphQL over HTTP */
export function askedOf(request: FastifyRequest): Asked {
  return request.method === 'GET' ? askedInUrl(request.query) : askedIn(request.body);
}

function askedInUrl(parameters: unknown): Asked {
  if (!isRecord(parameters)) throw badRequest('The URL has no parameters; send at least query.');
  const { variables, extensions } = parameters;
  return askedIn({
    ...parameters,
    variables: json('variables', variables),
    extensions: json('extensions', extensions),
  });
}

function askedIn(body: unknown): Asked {
  if (Array.isArray(body)) throw badRequest('Batches are not supported: send one request at a time.');
  if (!isRecord(body)) throw badRequest('The body must be a JSON object.');
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string') throw badRequest('query must be text.');
  if (operationName !== null && typeof operationName !== 'string') throw badRequest('operationName must be text.');
  if (variables !== null && !isRecord(variables)) throw badRequest('variables must be an object.');
  if (extensions !== null && !isRecord(extensions)) throw badRequest('extensions must be an object.');
  return { query, operationName: operationName === '' ? null : operationName, variables: variables ?? {} };
}

function json(name: string, text: unknown): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text as string);
  } catch {
    throw badRequest(`${name} must be JSON.`);
  }
}

const badRequest = (message: string) => apiError('BAD_REQUEST', message);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
