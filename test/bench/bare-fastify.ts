// The limit of the query bench: bare Fastify that reads the same request and writes the same JSON from memory.
import { readFileSync } from 'node:fs';
import fastify from 'fastify';

const answers = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Record<string, object>;
const server = fastify();
server.post<{ Body: { query: string } }>('/graphql', async ({ body }) => answers[body.query] ?? {});
await server.listen({ port: Number(process.argv[3]), host: '127.0.0.1' });
