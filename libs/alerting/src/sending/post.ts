import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Place } from './addresses.js';

export type Posted = {
  readonly url: URL;
  readonly place: Place;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** How long a receiver may take for its answer. The Standard Webhooks scheme asks for 15 to 30. */
export const PATIENCE_MS = 15_000;

/**
 * Posts to the place, which was checked, and to no other: the name is not looked up again, and no redirect is followed.
 * @returns the status of the answer, of which nothing else is read @throws Error no answer came
 */
export function post(
  { url, place, headers, body }: Posted,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        // Each its own connection: a kept one would go where an earlier look-up led.
        agent: false,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
        lookup: (_host, { all }, found) =>
          all === true ? found(null, [place]) : found(null, place.address, place.family),
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.on('error', () => undefined);
        answer.destroy();
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
