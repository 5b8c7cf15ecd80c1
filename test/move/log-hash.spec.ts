import { canonicalText, LogHash, type MovedEvent } from '../../apps/cli/src/move/log-hash.js';

const EVENT: MovedEvent = {
  stream: 'relationship-c-1',
  revision: 0,
  id: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  type: 'CheckInHeld',
  data: { b: [1, null, { d: 'é\ud83d', c: false }], a: 'x' },
  metadata: {},
};

it('is one text however the fields are ordered', () => {
  expect(canonicalText(EVENT)).toBe(
    '["relationship-c-1",0,"3f2504e0-4f89-11d3-9a0c-0305e82c3301","CheckInHeld",' +
      '{"a":"x","b":[1,null,{"c":false,"d":"é\\ud83d"}]},{}]',
  );
  expect(canonicalText({ ...EVENT, data: { a: 'x', b: [1, null, { c: false, d: 'é\ud83d' }] } })).toBe(
    canonicalText(EVENT),
  );
});

it('keeps fields that JavaScript would take for its own', () => {
  const data = JSON.parse('{"__proto__":{"x":1},"2":1,"10":2}') as MovedEvent['data'];
  expect(canonicalText({ ...EVENT, data })).toContain('{"10":2,"2":1,"__proto__":{"x":1}}');
});

it('tells logs apart that differ in an event or in their order', () => {
  const other = { ...EVENT, revision: 1 };
  const hashOf = (...events: readonly MovedEvent[]): string => {
    const hash = new LogHash();
    for (const event of events) hash.add(event);
    return hash.sha256();
  };
  const hashes = [hashOf(), hashOf(EVENT), hashOf(EVENT, other), hashOf(other, EVENT), hashOf(EVENT, EVENT)];
  expect(new Set(hashes).size).toBe(5);
  // What `sha256sum` says of the canonical texts, a line each.
  expect(hashOf()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
