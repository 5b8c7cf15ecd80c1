// Checks a connection string before the client sees it: this adapter accepts only some of its options.

/** Where the server is and how to connect to it. */
export type KurrentAddress = {
  /** The original string, for the client. It may hold a password: never show it. */
  readonly url: string;
  /** Without the credentials, for messages. */
  readonly shown: string;
  readonly isSecure: boolean;
  /** The nodes that it names; a DNS name of a cluster is one of them. */
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  readonly credentials: { readonly username: string; readonly password: string } | null;
};

/** The connection string cannot be used; the message says why and never holds a password. */
export class InvalidKurrentUrl extends Error {}

/** The options after the `?`. The client prints unknown ones to the console, together with the password. */
const OPTIONS = [
  'tls',
  'tlsCAFile',
  'connectionName',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
] as const;

const SHAPE = /^(esdb(?:\+discover)?):\/\/(?:([^:@/?]+):([^:@/?]+)@)?([^@?/]+)\/?(?:\?(.*))?$/;

/** @throws InvalidKurrentUrl */
export function kurrentAddress(url: string): KurrentAddress {
  const [, scheme, username, password, hosts, query] = SHAPE.exec(url.trim()) ?? [];
  if (scheme === undefined || hosts === undefined)
    throw new InvalidKurrentUrl('the address must be esdb://[user:password@]host[:port][,host...][?tls=false]');
  const isSecure = !checkedOptions(query ?? '').includes('tls=false');
  const credentials = username === undefined || password === undefined ? null : decoded(username, password);
  if (isSecure && credentials === null)
    throw new InvalidKurrentUrl(
      'put user:password@ before the host: a server with TLS lets only known users read the log',
    );
  return { url: url.trim(), shown: `${scheme}://${hosts}`, isSecure, hosts: nodesIn(hosts), credentials };
}

const DEFAULT_PORT = 2113;

const nodesIn = (hosts: string): KurrentAddress['hosts'] =>
  hosts.split(',').map((host) => {
    const [address = '', port = DEFAULT_PORT] = host.split(':');
    return { address, port: Number(port) };
  });

function checkedOptions(query: string): string[] {
  const pairs = query === '' ? [] : query.split('&');
  for (const pair of pairs) {
    const name = pair.slice(0, pair.indexOf('='));
    if (!(OPTIONS as readonly string[]).includes(name))
      throw new InvalidKurrentUrl(`option ${name || pair} is not known; known options: ${OPTIONS.join(', ')}`);
  }
  return pairs;
}

function decoded(username: string, password: string): KurrentAddress['credentials'] {
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new InvalidKurrentUrl('the user or the password is not percent-encoded');
  }
}
