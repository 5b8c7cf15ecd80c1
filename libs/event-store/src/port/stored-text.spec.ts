import { checksumOf, splitMetadata, withChecksum } from './checksum.js';
import { encodeAppend } from './encoded-append.js';
import { AppendTooLarge, DamagedEvent, InvalidAppend, type NewEvent } from './event-store.js';
import { eventOfText, type StoredText } from './stored-text.js';

const event = (metadata: NewEvent['metadata'] = { v: 1 }, data: NewEvent['data'] = { at: '2026-03-02' }): NewEvent => ({
  id: '00000000-0000-4000-8000-000000000001',
  type: 'CheckInHeld',
  data,
  metadata,
});

const stored = (of = event()): StoredText => {
  const [encoded] = encodeAppend('s', [of], 'none', 10_000).events;
  if (encoded === undefined) throw new Error('nothing was encoded');
  return { ...encoded, stream: 's', revision: 4, position: 17n, appendedAt: 1 };
};

it.each<NewEvent['metadata']>([{}, { v: 1 }, { v: 1, nested: { text: 'Zoë 😀 \ud83d ,"crc32":"00000000"}' } }])(
  'an event with the metadata %j is read as it was written',
  (metadata) => {
    expect(eventOfText(stored(event(metadata)))).toMatchObject(event(metadata));
    expect(Object.keys(eventOfText(stored(event(metadata))).metadata)).toEqual(Object.keys(metadata));
  },
);

it('every changed character of an event is noticed, and the event is named by its place', () => {
  const whole = stored();
  let noticed = 0;
  for (const name of ['stream', 'id', 'type', 'data', 'metadata'] as const)
    for (let at = 0; at < whole[name].length; at += 1) {
      // A changed name of the checksum field, or a shorter end of it, makes an event without one.
      if (name === 'metadata' && at >= splitMetadata(whole.metadata).metadata.length - 1) break;
      const changed = whole[name][at] === '7' ? '8' : '7';
      const damaged = { ...whole, [name]: whole[name].slice(0, at) + changed + whole[name].slice(at + 1) };
      expect(() => eventOfText(damaged).data).toThrow(DamagedEvent);
      noticed += 1;
    }
  expect(noticed).toBeGreaterThan(60);
  const flipped = eventOfText({ ...whole, data: whole.data.replace('2026', '2027') });
  expect(() => flipped.data).toThrow(
    /event at position 17 \(revision 4 of stream s\).*checksum does not match.*backup/,
  );
  expect(flipped).toMatchObject({ stream: 's', revision: 4, position: 17n });
});

it('an event of an earlier release has no checksum, and is damaged only if it is no JSON object', () => {
  const older = { ...stored(), metadata: '{"v":1}' };
  expect(eventOfText(older).metadata).toEqual({ v: 1 });
  for (const data of ['{"at":', '[]', '"text"', 'null'])
    expect(() => eventOfText({ ...older, data }).data).toThrow(/is not a JSON object/);
});

it('the checksum is a fixed function of the texts, since it is a file format', () => {
  const text = { stream: 's', id: '1', type: 'T', data: '{}', metadata: '{}' };
  expect(checksumOf(text)).toBe('3d51b2b9');
  expect(withChecksum(text)).toBe('{"crc32":"3d51b2b9"}');
});

it('an append that fits only without checksums is stored without them, and one that does not fit is refused', () => {
  const bytes = (limit: number) => encodeAppend('s', [event()], 'none', limit).events[0]?.metadata;
  const most = encodeAppend('s', [event()], 'none', 10_000).bytes;
  expect(bytes(most)).toMatch(/crc32/);
  expect(bytes(most - 1)).toBe('{"v":1}');
  expect(() => bytes(10)).toThrow(AppendTooLarge);
});

it('refuses metadata that has a field of this name', () => {
  expect(() => stored(event({ crc32: 'mine' }))).toThrow(InvalidAppend);
});
