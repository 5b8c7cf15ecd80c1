import 'reflect-metadata';
import { ConfigurationInvalid } from '#deployment';
import { InvalidKurrentUrl, StoreUnavailable } from '#event-store';
import { ViewsUnavailable } from '#read-models';
import { readConfig } from './config/config.js';
import { startApi, type RunningApi } from './start.js';

const LONGEST_STOP_MS = 9_000;

async function main(): Promise<void> {
  const api = await startApi(readConfig(process.env));
  console.log(`Rapport serves GraphQL at ${api.url}`);
  if (api.newToken !== null) {
    console.log(`Admin token, shown this once: ${api.newToken}`);
    console.log('It travels as "Authorization: Bearer TOKEN".');
  }
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (!isStopping) void stop(api);
      isStopping = true;
    });
}

async function stop(api: RunningApi): Promise<void> {
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
  await api.stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  const isOurs =
    error instanceof ConfigurationInvalid ||
    error instanceof ViewsUnavailable ||
    error instanceof StoreUnavailable ||
    error instanceof InvalidKurrentUrl ||
    (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  console.error(isOurs ? `Rapport cannot start: ${(error as Error).message}` : error);
  process.exit(1);
});
