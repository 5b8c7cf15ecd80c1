import 'reflect-metadata';
import { checkedConfig, type Config } from '#deployment';
import { traceOf, openLog } from './config/logging.js';
import { servedSources } from './config/sources-settings.js';
import { whyNotStarted } from './config/why-not-started.js';
import { said } from './said.js';
import { startApi, type RunningApi, type ServedConfig } from './start.js';

/** Beyond the delay that is set. */
const LONGEST_STOP_MS = 9_000;

const TOKEN_NOT_SHOWN =
  'standard output cannot be written, so nobody could read the new admin token, and none is stored. Start it where its output can be read, or set ADMIN_TOKEN.';

async function serve(config: ServedConfig): Promise<void> {
  const api = await startApi(config);
  const isSaid = await said(
    `${[
      `Rapport serves GraphQL at ${api.url}`,
      `The dashboard: ${new URL('/', api.url).href}`,
      ...(api.newToken === null
        ? []
        : [
            `Admin token, shown this once: ${api.newToken}`,
            'Send it with every request as "Authorization: Bearer TOKEN".',
          ]),
    ].join('\n')}\n`,
    process.stdout,
  );
  if (!isSaid && api.newToken !== null) {
    await api.stop();
    throw new Error(TOKEN_NOT_SHOWN);
  }
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (!isStopping) void stop(api, config.http.stopDelayMs);
      isStopping = true;
    });
  // Stored only now: a stored token that nobody has seen would lock everybody out.
  api.keepNewToken();
}

async function stop(api: RunningApi, delayMs: number): Promise<void> {
  setTimeout(() => process.exit(1), delayMs + LONGEST_STOP_MS).unref();
  await api.stop();
  process.exit(0);
}

let config: Config | null = null;
try {
  config = await checkedConfig(process.env);
  await serve({ ...config, sources: servedSources(process.env) });
} catch (error) {
  // The trace is for developers, at level debug; an operator needs only the one line below.
  if (config !== null) openLog(config).debug(traceOf(error), 'the start failed');
  console.error(`Rapport cannot start: ${whyNotStarted(error, config)}`);
  process.exit(1);
}
