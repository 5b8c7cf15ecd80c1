import { InvalidKurrentUrl, kurrentAddress } from './address.js';
import { DbClient } from './db-client.js';
import { OwnStreams } from './own-streams.js';

it.each(['esdb://u:hunter2@host:abc', 'esdb://u:hunter2@host?tls=yes', 'esdb://u:hunter2@host?keepAliveInterval=x'])(
  'says nothing of the password where the client refuses %s',
  (url) => {
    let problem: unknown = null;
    try {
      new DbClient(kurrentAddress(url), new OwnStreams());
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(InvalidKurrentUrl);
    expect(JSON.stringify(problem, Object.getOwnPropertyNames(problem))).not.toContain('hunter2');
  },
);
