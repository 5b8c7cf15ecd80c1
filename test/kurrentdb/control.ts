import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MISHAPS, type Fault } from './faults.js';
import type { StandIn } from './stand-in.js';

const NODE_ACTIONS = [
  'stop',
  'start',
  'cut',
  'pause',
  'resume',
  'holdBack',
  'catchUp',
  'endSubscriptions',
  'breakSubscriptions',
  'dropSlowSubscribers',
] as const;

/** What the control port answers to a request it does not understand. */
class BadRequest extends Error {}

/**
 * Lets another process bring about faults, with any HTTP client:
 *
 *     GET    /                     ports of the nodes, which of them run, how many records the log has
 *     POST   /faults               body: a fault, such as {"do":"delay","ms":50,"on":"append","times":3}
 *     DELETE /faults               no more faults
 *     POST   /nodes/0/pause        and stop, start, cut, resume, holdBack, catchUp, endSubscriptions, breakSubscriptions,
 *                                  dropSlowSubscribers
 *     POST   /leader               body: {"node":1}, or {"node":null} for nobody
 *     POST   /claimed-leader       the same; what gossip says, whoever leads
 */
export async function startControl(standIn: StandIn, port = 0): Promise<{ port: number; server: Server }> {
  const server = createServer((request, response) => {
    void (async () => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const body = Buffer.concat(chunks).toString('utf8');
        const answer = await act(standIn, `${request.method} ${request.url}`, body);
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
      } catch (error) {
        response.statusCode = error instanceof BadRequest || error instanceof SyntaxError ? 400 : 500;
        response.end(String(error));
      }
    })();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, server };
}

async function act(standIn: StandIn, request: string, body: string): Promise<unknown> {
  const { nodes, faults, database } = standIn;
  switch (request) {
    case 'GET /':
      return {
        nodes: nodes.map(({ address, running }) => ({ ...address, running })),
        records: database.records.length,
      };
    case 'POST /faults':
      faults.inject(asFault(body));
      return {};
    case 'DELETE /faults':
      faults.clear();
      return {};
    case 'POST /leader':
      standIn.elect(chosen(body));
      return {};
    case 'POST /claimed-leader':
      standIn.lieAboutLeader(chosen(body));
      return {};
  }
  const [, index, name] = /^POST \/nodes\/(\d+)\/(\w+)$/.exec(request) ?? [];
  const node = nodes[Number(index)];
  const action = NODE_ACTIONS.find((known) => known === name);
  if (!node || !action) throw new BadRequest(`unknown request ${request}`);
  await node[action]();
  return {};
}

function asFault(body: string): Fault {
  const fault = JSON.parse(body) as Partial<Fault>;
  if (fault.do === undefined || !MISHAPS.includes(fault.do))
    throw new BadRequest(`"do" is one of ${MISHAPS.join(', ')}`);
  return fault as Fault;
}

function chosen(body: string): number | null {
  const { node } = JSON.parse(body) as { node?: unknown };
  if (node === null || typeof node === 'number') return node;
  throw new BadRequest('expected {"node": <number or null>}');
}
