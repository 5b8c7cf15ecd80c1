import { InvalidKurrentUrl, kurrentAddress } from './address.js';

const problemOf = (url: string): string => {
  try {
    kurrentAddress(url);
  } catch (error) {
    if (error instanceof InvalidKurrentUrl) return error.message;
  }
  return '';
};

it.each([
  ['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1:2113', false],
  ['esdb://admin:changeit@127.0.0.1:2113', 'esdb://127.0.0.1:2113', true],
  ['esdb://u:p@a:1,b:2,c:3?nodePreference=leader&tlsCAFile=%2Fca.crt', 'esdb://a:1,b:2,c:3', true],
  ['esdb+discover://u:p@log.example:2113/?keepAliveInterval=10000', 'esdb+discover://log.example:2113', true],
])('takes %s', (url, shown, isSecure) => {
  expect(kurrentAddress(url)).toMatchObject({ url, shown, isSecure });
});

it('decodes user and password', () => {
  expect(kurrentAddress('esdb://a%40b:p%3Aw%2F@host').credentials).toEqual({ username: 'a@b', password: 'p:w/' });
  expect(kurrentAddress('esdb://host?tls=false').credentials).toBeNull();
});

it.each([
  ['mysql://host/db', /esdb:/],
  ['kurrentdb://host:2113', /esdb:/],
  ['esdb://', /esdb:/],
  ['esdb://host:2113', /user:password@/],
  ['esdb://u:%zz@host', /percent-encoded/],
  ['esdb://host?tls=false&tlsVerifyCert=false', /tlsVerifyCert/],
  ['esdb://host?tls=false&throwOnAppendFailure=false', /throwOnAppendFailure/],
  ['esdb://host?tls=false&', /option/],
])('refuses %s', (url, says) => {
  expect(problemOf(url)).toMatch(says);
});

it('never shows the password', () => {
  for (const url of ['esdb://u:hunter2@host?x=1', 'esdb//u:hunter2@host', 'esdb://u:hunter2@host:1?tls=hunter2&y=1'])
    expect(problemOf(url)).not.toContain('hunter2');
  expect(kurrentAddress('esdb://u:hunter2@host').shown).not.toContain('hunter2');
});
