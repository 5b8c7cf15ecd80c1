import { TOKEN, type ApiUnderTest } from './api-under-test.js';

/** All metrics, as Prometheus reads them. */
export const scrape = (api: ApiUnderTest, token = TOKEN): Promise<Response> =>
  fetch(new URL('/metrics', api.url), { headers: { authorization: `Bearer ${token}` } });

/** The value of a sample; null where there is none. */
export async function sample(api: ApiUnderTest, name: string): Promise<number | null> {
  const lines = (await (await scrape(api)).text()).split('\n');
  const line = lines.find((each) => each.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}
