import { visible, visibleInLine } from './visible.js';

it('makes visible what a terminal would obey: C0, DEL, C1 and marks of direction', () => {
  expect(visible('a\u001b[31mb\u0007\u0008\r\u007f\u009b2J\u202ec')).toBe(
    'a\\u001b[31mb\\u0007\\u0008\\u000d\\u007f\\u009b2J\\u202ec',
  );
});

it('leaves letters, signs, emoji and what orders a text as they are', () => {
  const text = 'Müller & Søn\t"漢字" \u{1f600}\nשלום\n';
  expect(visible(text)).toBe(text);
});

it('makes line breaks visible within a line', () => {
  expect(visibleInLine('Acme\n  99.9\tHIGH\r\n')).toBe('Acme\\u000a  99.9\\u0009HIGH\\u000d\\u000a');
});

it('does not change what JSON says', () => {
  const value = { name: 'a\u001b[2J\u009b\u202e\n"\\', list: ['\u007f'] };
  // eslint-disable-next-line no-control-regex
  const obeyed = /[\u001b\u007f-\u009f\u202e]/;
  for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
    expect(JSON.parse(visible(text))).toEqual(value);
    expect(visible(text)).not.toMatch(obeyed);
  }
});
