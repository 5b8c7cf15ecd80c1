import { networksIn } from '#alerting';
import { jwtSettings, type JwtSettings } from './auth-settings.js';
import { ConfigurationInvalid, setting, storageSettings, type StorageSettings } from '#deployment';

/** The settings of the process, read from environment variables and checked once at the start. */
export type Config = {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly http: HttpLimits;
  readonly documents: DocumentLimits;
  readonly storage: StorageSettings;
  /** Null: a token is made at the first start. */
  readonly adminToken: string | null;
  /** Null: no tokens of an identity provider are taken. */
  readonly jwt: JwtSettings | null;
  /** Whether the audit trail notes reads too, not only changes and refusals. */
  readonly auditReads: boolean;
  /** Networks beside the public internet that alerts may be sent to. */
  readonly alertNetworks: readonly string[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

/** What is open at once, and how a stop begins. */
export type HttpLimits = {
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  /** How long requests are accepted after the probes say that the process stops, milliseconds. */
  readonly stopDelayMs: number;
  /** Of web pages that may open sockets, beside the server's own. */
  readonly allowedOrigins: readonly string[];
  /** Whether the server listens on its own machine alone. */
  readonly isLocal: boolean;
};

/** What a GraphQL document may ask for. */
export type DocumentLimits = {
  /** The cost of one operation. */
  readonly maxCost: number;
  /** Whether callers may read the schema. */
  readonly isSchemaPublic: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Characters. */
const SHORTEST_TOKEN = 20;
const MOST_CONNECTIONS: Range = { least: 10, most: 100_000, otherwise: 5_000 };
const MOST_FROM_ONE_ADDRESS: Range = { least: 10, most: 100_000, otherwise: 2_000 };
const STOP_DELAY_SECONDS: Range = { least: 0, most: 60, otherwise: 1 };
const QUERY_COST: Range = { least: 1_000, most: 10_000_000, otherwise: 50_000 };
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** @throws ConfigurationInvalid at the first invalid setting, with one sentence that names the variable */
export function readConfig(environment: Environment): Config {
  const host = setting(environment, 'HOST') ?? '127.0.0.1';
  return {
    host,
    port: wholeNumber(environment, 'PORT', { least: 0, most: 65535, otherwise: 3000 }),
    http: {
      maxConnections: wholeNumber(environment, 'MAX_CONNECTIONS', MOST_CONNECTIONS),
      maxConnectionsPerAddress: wholeNumber(environment, 'MAX_CONNECTIONS_PER_ADDRESS', MOST_FROM_ONE_ADDRESS),
      stopDelayMs: 1_000 * wholeNumber(environment, 'STOP_DELAY_SECONDS', STOP_DELAY_SECONDS),
      allowedOrigins: originsOf(setting(environment, 'ALLOWED_ORIGINS') ?? ''),
      isLocal: LOOPBACK.test(host),
    },
    documents: {
      maxCost: wholeNumber(environment, 'MAX_QUERY_COST', QUERY_COST),
      isSchemaPublic: LOOPBACK.test(host) && setting(environment, 'NODE_ENV') !== 'production',
    },
    storage: storageSettings(environment),
    adminToken: tokenOf(setting(environment, 'ADMIN_TOKEN')),
    jwt: jwtSettings(environment),
    auditReads: flag(environment, 'AUDIT_READS'),
    alertNetworks: networksOf(setting(environment, 'ALERT_NETWORKS') ?? ''),
    logLevel: levelOf(setting(environment, 'LOG_LEVEL') ?? 'warn'),
  };
}

/** Separated by commas. */
function originsOf(text: string): readonly string[] {
  const origins = text.split(',').flatMap((each) => each.trim() || []);
  for (const origin of origins)
    if (!/^https?:/.test(origin) || URL.parse(origin)?.origin !== origin)
      throw new ConfigurationInvalid(
        `ALLOWED_ORIGINS must be origins such as https://dashboard.example.com, separated by commas, not "${origin}"`,
      );
  return origins;
}

/** Separated by commas. */
function networksOf(text: string): readonly string[] {
  const networks = text.split(',').flatMap((each) => each.trim() || []);
  try {
    networksIn(networks);
  } catch (error) {
    throw new ConfigurationInvalid(
      `ALERT_NETWORKS must be networks, separated by commas: ${error instanceof Error ? error.message : ''}`,
    );
  }
  return networks;
}

function flag(environment: Environment, name: string): boolean {
  const text = setting(environment, name) ?? 'false';
  if (text !== 'true' && text !== 'false')
    throw new ConfigurationInvalid(`${name} must be true or false, not "${text}"`);
  return text === 'true';
}

type Range = { readonly least: number; readonly most: number; readonly otherwise: number };

function wholeNumber(environment: Environment, name: string, { least, most, otherwise }: Range): number {
  const text = setting(environment, name);
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new ConfigurationInvalid(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
  return number;
}

/** A header cannot hold spaces or control characters, and a short token can be guessed. No message shows the token. */
function tokenOf(token: string | undefined): string | null {
  if (token === undefined) return null;
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new ConfigurationInvalid('ADMIN_TOKEN must be printable ASCII without spaces');
  if (token.length < SHORTEST_TOKEN)
    throw new ConfigurationInvalid(
      `ADMIN_TOKEN has ${token.length} characters but needs at least ${SHORTEST_TOKEN}; make one with \`openssl rand -hex 24\``,
    );
  return token;
}

function levelOf(text: string): Config['logLevel'] {
  const level = LOG_LEVELS.find((each) => each === text);
  if (level === undefined)
    throw new ConfigurationInvalid(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${text}"`);
  return level;
}
