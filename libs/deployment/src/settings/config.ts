import { networksIn } from '#alerting';
import { readJwt, type JwtSettings } from './auth-settings.js';
import { ConfigurationInvalid } from './configuration-invalid.js';
import { SettingsReader, shown, type Environment, type Range } from './settings-reader.js';
import { readStorage, type StorageSettings } from './storage-settings.js';

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
  /** The cost of what one caller asks for within a minute; null: there is no limit. */
  readonly maxCostPerMinute: number | null;
  /** Whether callers may read the schema. */
  readonly isSchemaPublic: boolean;
};

/** Characters. */
const SHORTEST_TOKEN = 20;
const MOST_CONNECTIONS: Range = { least: 10, most: 100_000, otherwise: 5_000 };
const MOST_FROM_ONE_ADDRESS: Range = { least: 10, most: 100_000, otherwise: 2_000 };
const STOP_DELAY_SECONDS: Range = { least: 0, most: 60, otherwise: 1 };
const QUERY_COST: Range = { least: 1_000, most: 10_000_000, otherwise: 50_000 };
const COST_PER_MINUTE_MOST = 1_000_000_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** @throws ConfigurationInvalid with everything that is wrong */
export function readConfig(environment: Environment): Config {
  const reader = new SettingsReader(environment);
  const config = readAll(reader);
  reader.refuseIfWrong();
  return config;
}

/** As `readConfig`, with what is wrong noted by the reader. */
export function readAll(reader: SettingsReader): Config {
  const host = reader.text('HOST') ?? '127.0.0.1';
  const maxCost = reader.whole('MAX_QUERY_COST', QUERY_COST);
  return {
    host,
    port: reader.whole('PORT', { least: 0, most: 65535, otherwise: 3000 }),
    http: {
      maxConnections: reader.whole('MAX_CONNECTIONS', MOST_CONNECTIONS),
      maxConnectionsPerAddress: reader.whole('MAX_CONNECTIONS_PER_ADDRESS', MOST_FROM_ONE_ADDRESS),
      stopDelayMs: 1_000 * reader.whole('STOP_DELAY_SECONDS', STOP_DELAY_SECONDS),
      allowedOrigins: reader.read('ALLOWED_ORIGINS', [], originsOf),
      isLocal: LOOPBACK.test(host),
    },
    documents: {
      maxCost,
      maxCostPerMinute: costPerMinute(reader, maxCost),
      isSchemaPublic: LOOPBACK.test(host) && reader.text('NODE_ENV') !== 'production',
    },
    storage: readStorage(reader),
    adminToken: reader.read<string | null>('ADMIN_TOKEN', null, tokenOf),
    jwt: readJwt(reader),
    auditReads: reader.yesOrNo('AUDIT_READS'),
    alertNetworks: reader.read('ALERT_NETWORKS', [], networksOf),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'warn'),
  };
}

/** At least what one operation may cost: else some could never run. */
function costPerMinute(reader: SettingsReader, least: number): number | null {
  if (reader.text('MAX_COST_PER_MINUTE') === undefined) return null;
  return reader.whole('MAX_COST_PER_MINUTE', { least, most: COST_PER_MINUTE_MOST, otherwise: least });
}

/** Separated by commas. */
function originsOf(text: string): readonly string[] {
  const origins = text.split(',').flatMap((each) => each.trim() || []);
  const wrong = origins.filter((each) => !/^https?:/.test(each) || URL.parse(each)?.origin !== each);
  if (wrong.length === 0) return origins;
  throw new ConfigurationInvalid(
    `ALLOWED_ORIGINS must be origins such as https://dashboard.example.com, separated by commas, not ${wrong.map(shown).join(', ')}`,
  );
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

/** A header cannot hold spaces or control characters, and a short token can be guessed. No message shows the token. */
function tokenOf(token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new ConfigurationInvalid(
      'ADMIN_TOKEN must be printable ASCII without spaces; make one with `openssl rand -hex 24`',
    );
  if (token.length < SHORTEST_TOKEN)
    throw new ConfigurationInvalid(
      `ADMIN_TOKEN has ${token.length} characters but needs at least ${SHORTEST_TOKEN}; make one with \`openssl rand -hex 24\``,
    );
  return token;
}
