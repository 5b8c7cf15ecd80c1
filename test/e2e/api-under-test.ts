import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { type Deployment, readConfig } from '#deployment';
import { servedSources } from '../../apps/api/src/config/sources-settings.js';
import type { RunningApi, StartOptions } from '../../apps/api/src/start.js';
import { startApi } from '../kit/start-api.js';
import { storageIn } from '../kit/views.js';

export const TOKEN = 'a-token-for-tests-alone';

type Variables = Readonly<Record<string, unknown>>;
export type Answer<T> = {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
};

/** A whole server with a real log on disk, spoken to over real sockets. */
export class ApiUnderTest {
  private constructor(
    private running: Running,
    readonly dataDir: string,
    private readonly clock: Clock,
    private readonly options: Options,
  ) {}

  /** @param options `at`: what the clock stands at; left out, it goes. By default nobody looks at what time brought about. */
  static async start({ at, ...options }: Options & { readonly at?: string } = {}): Promise<ApiUnderTest> {
    const dataDir = mkdtempSync(join(tmpdir(), 'rapport-e2e-'));
    const clock = { now: at === undefined ? null : Date.parse(at) };
    return new ApiUnderTest(await start(dataDir, clock, options), dataDir, clock, options);
  }

  get url(): string {
    return this.running.url;
  }

  /** The opened stores of the server, for tests that damage or fill them. */
  get deployment(): Deployment {
    return this.running.deployment;
  }

  /** From now on the server's clock stands at this time; null sets it going again. */
  setClock(instant: string | null): void {
    this.clock.now = instant === null ? null : Date.parse(instant);
  }

  /** @param instant what the clock stands at when it starts again; left out or undefined, the clock is left alone */
  async restart(instant?: string, whileStopped: () => Promise<void> = async () => undefined): Promise<void> {
    await this.running.stop();
    await whileStopped();
    if (instant !== undefined) this.setClock(instant);
    this.running = await start(this.dataDir, this.clock, this.options);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.dataDir, { recursive: true });
  }

  /** A plain request, as any HTTP client would send it. */
  send(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(this.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** The data of an answer without errors. */
  async ask<T>(query: string, variables: Variables = {}): Promise<T> {
    const response = await this.send({ query, variables });
    const { data, errors } = (await response.json()) as Answer<T>;
    if (errors !== undefined || data === undefined) throw new Error(`${response.status}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** The codes of the errors of an answer, and its HTTP status. */
  async codes(query: string, variables: unknown = {}): Promise<{ status: number; codes: string[] }> {
    const response = await this.send({ query, variables });
    const { errors = [] } = (await response.json()) as Answer<unknown>;
    return { status: response.status, codes: errors.map(({ extensions }) => extensions.code) };
  }

  /** Records a contact and answers as the mutation does. */
  async record(mutation: string, input: Variables): Promise<Recorded> {
    const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${inputType}!) { recorded: ${mutation}(input: $input) { ${PAYLOAD} } }`;
    return (await this.ask<{ recorded: Recorded }>(query, { input })).recorded;
  }

  /** As `record`, where it must be taken. */
  async accept(mutation: string, input: Variables): Promise<Recorded> {
    const recorded = await this.record(mutation, input);
    if (recorded.contact === null) throw new Error(`${mutation}: ${JSON.stringify(recorded.userErrors)}`);
    return recorded;
  }

  /** @param more what `connection_init` carries beside the token */
  socket(token: string = TOKEN, more: object = {}): Client {
    return createClient({
      url: this.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}`, ...more },
      retryAttempts: 0,
    });
  }
}

export type Recorded = {
  readonly contact: { readonly contactId: string; readonly type: string; readonly occurredAt: string } | null;
  readonly relationship: { readonly customerId: string; readonly trust: { readonly score: number } } | null;
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
};

const PAYLOAD = `
  contact { contactId type occurredAt }
  relationship { customerId trust { score } }
  replayed
  userErrors { code field message }`;

type Clock = { now: number | null };

type Options = Pick<StartOptions, 'watchEveryMs' | 'patience' | 'clocks' | 'sending'> & {
  /** Settings of the environment. */
  readonly settings?: Readonly<Record<string, string>>;
};

type Running = RunningApi & { readonly deployment: Deployment };

async function start(
  dataDir: string,
  clock: Clock,
  { settings = {}, watchEveryMs = null, patience, clocks, sending }: Options,
): Promise<Running> {
  let opened: Deployment | null = null;
  const environment = { PORT: '0', ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'silent', STOP_DELAY_SECONDS: '0', ...settings };
  const api = await startApi(
    {
      ...readConfig(environment),
      sources: servedSources(environment),
      storage: await storageIn(dataDir),
    },
    {
      now: () => clock.now ?? Date.now(),
      ...(clocks === undefined ? {} : { clocks }),
      watchEveryMs,
      patience,
      ...(sending === undefined ? {} : { sending }),
      onOpened: (deployment) => (opened = deployment),
    },
  );
  if (opened === null) throw new Error('the server opened no stores');
  return { ...api, deployment: opened };
}
