import { Origins } from './origins.js';

const origins = new Origins(['https://dashboard.example.com']);
const opens = (origin: string | undefined, host = 'rapport.example.com:3000') =>
  origins.mayOpen({ headers: { host, ...(origin === undefined ? {} : { origin }) } });

it.each([undefined, 'http://rapport.example.com:3000', 'https://dashboard.example.com'])('lets %s open one', (origin) =>
  expect(opens(origin)).toBe(true),
);

it.each([
  'null',
  '',
  'http://rapport.example.com',
  'https://dashboard.example.com.evil.example',
  'https://evil.example',
])('refuses "%s"', (origin) => expect(opens(origin)).toBe(false));

it('takes a page for its own where the port is the usual one', () =>
  expect(opens('https://Rapport.example.com', 'rapport.example.com')).toBe(true));
