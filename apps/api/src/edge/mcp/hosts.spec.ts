import { Hosts } from './hosts.js';

describe('the names of a server', () => {
  const local = new Hosts(true, ['https://rapport.example.com']);

  it.each(['localhost:3000', 'LOCALHOST', '127.0.0.1:3000', '[::1]:3000', 'rapport.example.com'])(
    'that listens on its own machine may be %s',
    (host) => expect(local.mayName(host)).toBe(true),
  );

  it.each(['evil.example.com:3000', 'localhost.evil.example.com', '127.0.0.1.evil.example.com', '', 'a b', undefined])(
    'that listens on its own machine may not be %s',
    (host) => expect(local.mayName(host)).toBe(false),
  );

  it('that listens elsewhere may be any', () => expect(new Hosts(false, []).mayName('anything')).toBe(true));
});
