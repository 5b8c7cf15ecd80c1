import { createHmac } from 'node:crypto';
import { sourceFrom, type SignatureForm } from '#source';
import { wrongSignature, type SignedRequest } from './signature.js';

const formOf = (signature: unknown): SignatureForm => {
  const { inbox } = sourceFrom('crm', { contacts: '', inbox: 'SELECT 1' }, { inbox: { signature } });
  if (inbox === null) throw new Error('no inbox');
  return inbox.signature;
};
const NOW = 1_614_265_330_000;
const judged = (signature: unknown, request: SignedRequest, { secrets = ['a-secret'], now = NOW } = {}) =>
  wrongSignature(request, { signature: formOf(signature), windowSeconds: 300, secrets }, now);
const body = Buffer.from('{"test": 2432232314}');
const sha256 = (text: string) => createHmac('sha256', 'a-secret').update(text);

describe('Standard Webhooks', () => {
  // The example of their reference.
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const wrong = (more: object = {}, now = NOW) =>
    judged('standard-webhooks', { body, headers: { ...headers, ...more } }, { secrets, now });

  it('are taken as their reference signs them, also among other signatures', () => {
    expect(wrong()).toBeNull();
    expect(wrong({ 'webhook-signature': `v1a,xyz v1,AAAA ${headers['webhook-signature']}` })).toBeNull();
  });
  it('are refused where what is signed is another', () => {
    expect(wrong({ 'webhook-id': 'msg_other' })).toBe('SIGNATURE_WRONG');
    expect(wrong({ 'webhook-timestamp': '1614265331' })).toBe('SIGNATURE_WRONG');
    expect(wrong({ 'webhook-id': undefined })).toBe('SIGNATURE_MISSING');
    expect(wrong({ 'webhook-signature': headers['webhook-signature'].slice(3) })).toBe('SIGNATURE_WRONG');
  });
  it.each([
    [300_000, null],
    [300_001, 'SIGNATURE_OLD'],
    [-300_001, 'SIGNATURE_OLD'],
  ])('%i ms after they were sent: %s', (later, is) => expect(wrong({}, NOW + later)).toBe(is));
});

describe("an HMAC of one's own description", () => {
  const hmac = { header: 'X-Sig', prefix: 'v0=', timestamp: 'X-At', signed: 'v0:{timestamp}:{body}' };
  const at = String(NOW);
  const headers = { 'x-at': at, 'x-sig': `v0=${sha256(`v0:${at}:${String(body)}`).digest('hex')}` };
  it('is judged by it', () => {
    expect(judged({ hmac }, { body, headers })).toBeNull();
    expect(judged({ hmac }, { body: Buffer.from('{}'), headers })).toBe('SIGNATURE_WRONG');
    expect(judged({ hmac }, { body, headers: { ...headers, 'x-sig': headers['x-sig'].slice(3) } })).toBe(
      'SIGNATURE_WRONG',
    );
  });
  it('holds with either secret while one replaces another', () =>
    expect(judged({ hmac }, { body, headers }, { secrets: ['the-next-secret', 'a-secret'] })).toBeNull());
  it.each([
    [{ hmac: { header: 'X', signed: '{timestamp}' } }, 'must have {body}'],
    [{ hmac: { header: 'X', timestamp: 'T', signed: '{body}' } }, 'must have {timestamp}'],
    [{ hmac: { header: 'not a header' } }, 'no name of a header'],
    [{ hmac: { header: 'X' }, token: 'Y' }, 'must be one of'],
    ['github', 'must be one of'],
    [undefined, 'must be an object'],
  ])('%j is refused', (signature, says) => expect(() => formOf(signature)).toThrow(says));
});

it('a fixed token is compared as a whole', () => {
  const wrong = (sent?: string) => judged({ token: 'X-Token' }, { body, headers: { 'x-token': sent } });
  expect([wrong('a-secret'), wrong('a-secret '), wrong('a-secre'), wrong()]).toEqual([
    ...[null, 'SIGNATURE_WRONG', 'SIGNATURE_WRONG', 'SIGNATURE_MISSING'],
  ]);
});
