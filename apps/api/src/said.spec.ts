import { PassThrough, Writable } from 'node:stream';
import { said } from './said.js';

it('is said once the stream has taken it', async () => {
  const out = new PassThrough();
  expect(await said('the token\n', out)).toBe(true);
  expect(String(out.read())).toBe('the token\n');
});

it('is not said where the stream fails, and the failure ends nothing', async () => {
  const broken = () =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    });
  expect(await said('the token\n', broken())).toBe(false);
  const closed = new PassThrough();
  closed.destroy();
  expect(await said('the token\n', closed)).toBe(false);
});
