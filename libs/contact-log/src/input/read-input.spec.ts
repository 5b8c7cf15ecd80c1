import { isRefused, readInput } from './read-input.js';

type Input = Readonly<Record<string, unknown>>;
const CUSTOMER = { customerId: 'acme' };

/** Given what a caller sent: why it is refused, code and field. */
const refusals = (type: string, input: Input): [string, string | null][] => {
  const read = readInput(type, { ...CUSTOMER, ...input });
  return isRefused(read) ? read.map(({ code, field }) => [code, field]) : [];
};
const facts = (type: string, input: Input): Input => {
  const read = readInput(type, { ...CUSTOMER, ...input });
  if (isRefused(read)) throw new Error(JSON.stringify(read));
  return read.facts;
};
const call = (input: Input) => refusals('ProactiveCallMade', { news: 'BAD', ...input });
const checkIn = (input: Input) => refusals('CheckInHeld', input);

describe('FIELD_REQUIRED', () => {
  it.each([undefined, null])('a field the rules need, given as %p', (value) => {
    expect(checkIn({ customerId: value })).toEqual([['FIELD_REQUIRED', 'customerId']]);
    expect(call({ news: value })).toEqual([['FIELD_REQUIRED', 'news']]);
    expect(call({ options: [{ kind: 'LATER' }, { kind: value }] })).toEqual([['FIELD_REQUIRED', 'options.1.kind']]);
  });
  it('is not said of what the server makes', () =>
    expect(refusals('IssueReported', { raisedBy: 'CUSTOMER' })).toEqual([]));
});

describe('FIELD_EMPTY', () => {
  it.each(['', ' ', '\t\n'])('a text or id that is %j', (empty) => {
    expect(checkIn({ customerId: empty })).toEqual([['FIELD_EMPTY', 'customerId']]);
    expect(checkIn({ note: empty })).toEqual([['FIELD_EMPTY', 'note']]);
    expect(checkIn({ topics: ['a', empty] })).toEqual([['FIELD_EMPTY', 'topics']]);
    expect(call({ about: { issueId: empty } })).toEqual([['FIELD_EMPTY', 'about.issueId']]);
  });
});

describe('FIELD_TOO_LONG', () => {
  it.each([
    ['CheckInHeld', 'customerId', 100],
    ['CheckInHeld', 'idempotencyKey', 1000],
    ['CheckInHeld', 'note', 4000],
    ['RelationshipOpened', 'name', 200],
    ['RelationshipOpened', 'segment', 100],
    ['RelationshipOpened', 'timeZone', 64],
    ['IssueReported', 'service', 200],
  ])('%s: %s takes %i characters and no more', (type, name, max) => {
    const needed = type === 'IssueReported' ? { raisedBy: 'CUSTOMER' } : {};
    expect(refusals(type, { ...needed, [name]: 'x'.repeat(max) })).toEqual([]);
    expect(refusals(type, { ...needed, [name]: 'x'.repeat(max + 1) })).toEqual([['FIELD_TOO_LONG', name]]);
  });
  it('a list takes as many entries as it says and no more', () => {
    expect(checkIn({ topics: Array(50).fill('a') })).toEqual([]);
    expect(checkIn({ topics: Array(51).fill('a') })).toEqual([['FIELD_TOO_LONG', 'topics']]);
    expect(call({ options: Array(20).fill({ kind: 'LATER' }) })).toEqual([]);
    expect(call({ options: Array(21).fill({ kind: 'LATER' }) })).toEqual([['FIELD_TOO_LONG', 'options']]);
  });
  it('texts and ids within lists and groups have their limit too', () => {
    expect(checkIn({ topics: ['x'.repeat(200)] })).toEqual([]);
    expect(checkIn({ topics: ['x'.repeat(201)] })).toEqual([['FIELD_TOO_LONG', 'topics']]);
    expect(call({ about: { issueId: 'x'.repeat(101) } })).toEqual([['FIELD_TOO_LONG', 'about.issueId']]);
    expect(call({ options: [{ kind: 'LATER', what: 'x'.repeat(501) }] })).toEqual([
      ['FIELD_TOO_LONG', 'options.0.what'],
    ]);
  });
});

describe('FIELD_OUT_OF_RANGE', () => {
  it.each([
    ['cadenceDays', [1, 3650], [0, 3651, 1.5, -1]],
    ['noticeHours', [0.25, 4.5, 720], [0.24, 0, 720.01]],
    ['openingTrust', [5, 50.5, 95], [4.99, 95.01, 0]],
  ])('%s', (name, taken, refused) => {
    for (const value of taken) expect(refusals('RelationshipOpened', { [name]: value })).toEqual([]);
    for (const value of [...refused, NaN, Infinity, '7'])
      expect(refusals('RelationshipOpened', { [name]: value })).toEqual([['FIELD_OUT_OF_RANGE', name]]);
  });
});

describe('FIELD_INVALID', () => {
  it.each([7, true, {}, ['a']])('a text or id that is %j', (value) => {
    expect(checkIn({ customerId: value })).toEqual([['FIELD_INVALID', 'customerId']]);
    expect(checkIn({ note: value })).toEqual([['FIELD_INVALID', 'note']]);
  });
  it.each(['a\u0000b', 'a\nb', '\ud800'])('an id with control characters or half a character: %j', (id) =>
    expect(checkIn({ customerId: id })).toEqual([['FIELD_INVALID', 'customerId']]),
  );
  it.each([
    ...['\u2028', '\u2029', '\u00a0', '\u3000', '\t', '\u3164', '\u2800', '\u034f', '\ufe0f', '\u115f', '\u00ad'],
    '\u{e0100}',
  ])('an id that looks like another one: %j', (unseen) => {
    const code = unseen.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    const read = readInput('CheckInHeld', { customerId: `ac${unseen}me` });
    expect(read).toEqual([expect.objectContaining({ code: 'FIELD_INVALID', field: 'customerId' })]);
    expect(isRefused(read) && read[0]?.message).toContain(`character 3 is U+${code}.`);
  });
  it.each(['a b', 'Mu\u0308ller', '\u5317\u4eac', '\u0e01\u0e33', '\u{1f600}', 'e\u0301\u0327'])(
    'but not an id of any script: %j',
    (id) => expect(checkIn({ customerId: id })).toEqual([]),
  );
  it('and an idempotency key may have them, since nobody sees it', () =>
    expect(checkIn({ idempotencyKey: 'a\u00a0b\ufe0f' })).toEqual([]));
  it.each([
    '2026-03-02',
    '2026-03-02T09:30:00',
    '2026-02-31T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T09:30:00+24:00',
    '2026-03-02T09:30:60Z',
    '2 March 2026',
    1_772_000_000_000,
    new Date(NaN),
  ])('a time that is none, or has no zone: %s', (occurredAt) =>
    expect(checkIn({ occurredAt })).toEqual([['FIELD_INVALID', 'occurredAt']]),
  );
  it('a choice that there is not', () => {
    expect(checkIn({ tone: 'LOUD' })).toEqual([['FIELD_INVALID', 'tone']]);
    expect(call({ news: 'bad' })).toEqual([['FIELD_INVALID', 'news']]);
    expect(call({ options: [{ kind: 'MONEY' }] })).toEqual([['FIELD_INVALID', 'options.0.kind']]);
  });
  it('a flag that is none', () => expect(call({ apologised: 'yes' })).toEqual([['FIELD_INVALID', 'apologised']]));
  it('a list or group that is none', () => {
    expect(checkIn({ topics: 'weather' })).toEqual([['FIELD_INVALID', 'topics']]);
    expect(checkIn({ topics: [null] })).toEqual([['FIELD_INVALID', 'topics']]);
    expect(call({ about: 'I' })).toEqual([['FIELD_INVALID', 'about']]);
  });
  it('about is exactly one of its ids', () => {
    expect(call({ about: {} })).toEqual([['FIELD_INVALID', 'about']]);
    expect(call({ about: { issueId: 'I', expectationId: 'E' } })).toEqual([['FIELD_INVALID', 'about']]);
    expect(call({ about: { issueId: 'I', expectationId: null } })).toEqual([]);
  });
});

describe('FIELD_UNKNOWN', () => {
  it.each(['recordedAt', 'recordedBy', 'sealed', 'id', 'toString', 'constructor'])(
    'what only the server says, or nobody: %s',
    (name) => expect(checkIn({ [name]: 'x' })).toEqual([['FIELD_UNKNOWN', name]]),
  );
  it('what would reach into every object', () =>
    expect(refusals('CheckInHeld', JSON.parse('{"__proto__":{"idempotencyKey":"k"}}') as Input)).toEqual([
      ['FIELD_UNKNOWN', '__proto__'],
    ]));
  it('within a group', () => {
    expect(call({ about: { issueId: 'I', name: 'x' } })).toContainEqual(['FIELD_UNKNOWN', 'about.name']);
    expect(call({ options: [{ kind: 'LATER', price: 1 }] })).toEqual([['FIELD_UNKNOWN', 'options.0.price']]);
  });
  it('of another contact', () => expect(checkIn({ news: 'BAD' })).toEqual([['FIELD_UNKNOWN', 'news']]));
});

it('TEXT_HOLDS_ADDRESS is said of what is stored in clear text, in whatever field', () => {
  const said = 'ask ana@acme.com';
  const refused = (name: string) => [['TEXT_HOLDS_ADDRESS', name]];
  expect(refusals('RelationshipOpened', { segment: said })).toEqual(refused('segment'));
  expect(refusals('IssueReported', { raisedBy: 'PROVIDER', service: said })).toEqual(refused('service'));
  expect(refusals('ExpectationSet', { group: said })).toEqual(refused('group'));
  expect(refusals('OutcomeObserved', { kind: said })).toEqual(refused('kind'));
  expect(refusals('SupervisorNotified', { supervisor: said })).toEqual([]);
});

describe('ID_LOOKS_LIKE_EMAIL', () => {
  it.each(['ana@acme.com', ' ana@acme.com ', 'Ana.B+x@mail.acme.co.uk', 'mailto:ana@acme.com'])('%j', (address) => {
    expect(checkIn({ customerId: address })).toEqual([['ID_LOOKS_LIKE_EMAIL', 'customerId']]);
    expect(checkIn({ stakeholderId: address })).toEqual([['ID_LOOKS_LIKE_EMAIL', 'stakeholderId']]);
    expect(checkIn({ idempotencyKey: address })).toEqual([]);
    expect(call({ about: { issueId: address } })).toEqual([['ID_LOOKS_LIKE_EMAIL', 'about.issueId']]);
    expect(refusals('RelationshipOpened', { owner: address })).toEqual([['ID_LOOKS_LIKE_EMAIL', 'owner']]);
    expect(refusals('RetrospectiveHeld', { actions: [{ actionId: address }] })).toEqual([
      ['ID_LOOKS_LIKE_EMAIL', 'actions.0.actionId'],
    ]);
  });
  it.each(['@acme', 'acme@', 'ana@home', 'a.b.c', 'ticket#7@2026'])('%j does not', (id) =>
    expect(checkIn({ customerId: id })).toEqual([]),
  );
  it('is fast on a text of any length', () => {
    const long = ['a', 'a@', '%40', 'a@b', '@a'].map((each) => each.repeat(100_000 / each.length));
    for (const text of long) expect(checkIn({ stakeholderId: text })).toEqual([['FIELD_TOO_LONG', 'stakeholderId']]);
  });
  it('is said of ids only', () => expect(checkIn({ note: 'ana@acme.com' })).toEqual([]));
});

describe('what is taken', () => {
  it('no contact of another name', () =>
    expect(refusals('SpaceshipLaunched', {})).toEqual([['CONTACT_TYPE_UNKNOWN', 'type']]));
  it('tells everything that is wrong at once', () =>
    expect(checkIn({ customerId: '', tone: 'LOUD', topics: [7] }).map(([, field]) => field)).toEqual(
      expect.arrayContaining(['customerId', 'tone', 'topics']),
    ));
  it.each([
    ['2026-03-02T09:30:00Z', '2026-03-02T09:30:00.000Z'],
    ['2026-03-02T10:30+01:00', '2026-03-02T09:30:00.000Z'],
    ['2026-03-02T09:30:00.123456Z', '2026-03-02T09:30:00.123Z'],
    [new Date(Date.UTC(2026, 2, 2, 9, 30)), '2026-03-02T09:30:00.000Z'],
  ])('times in UTC to the millisecond: %s', (occurredAt, utc) =>
    expect(facts('CheckInHeld', { occurredAt })).toEqual({ ...CUSTOMER, occurredAt: utc }),
  );
  it('times within lists too', () =>
    expect(facts('RetrospectiveHeld', { actions: [{ dueAt: '2026-03-02T10:30+01:00' }] }).actions).toEqual([
      { dueAt: '2026-03-02T09:30:00.000Z' },
    ]));
  it('null as what was left out', () =>
    expect(facts('ProactiveCallMade', { news: 'BAD', reason: null, about: { issueId: 'I', needId: null } })).toEqual({
      ...CUSTOMER,
      news: 'BAD',
      about: { issueId: 'I' },
    }));
  it('the idempotency key apart from the facts', () => {
    const read = readInput('CheckInHeld', { ...CUSTOMER, idempotencyKey: 'k' });
    expect(read).toStrictEqual({ facts: CUSTOMER, idempotencyKey: 'k' });
    expect(readInput('CheckInHeld', CUSTOMER)).toEqual({ facts: CUSTOMER, idempotencyKey: null });
  });
});

describe('FIELD_INVALID', () => {
  it.each([5, true, {}, ['a']])('an id that is no text: %j', (value) =>
    expect(checkIn({ stakeholderId: value })).toEqual([['FIELD_INVALID', 'stakeholderId']]),
  );
});

describe('ID_LOOKS_LIKE_EMAIL', () => {
  it.each(['ana@acme.com', 'Ana <ana@acme.com>', 'mailto:ana@acme.com'])('an address, alone or not: %s', (id) =>
    expect(checkIn({ stakeholderId: id })).toEqual([['ID_LOOKS_LIKE_EMAIL', 'stakeholderId']]),
  );
  it('is not said of an at sign alone', () => expect(checkIn({ stakeholderId: 'team@night' })).toEqual([]));
});

describe('the normal form', () => {
  it.each([
    ['  acme ', 'acme'],
    ['\ufeffacme\n', 'acme'],
    ['Mu\u0308ller-7', 'M\u00fcller-7'],
    ['a b', 'a b'],
  ])('of the id %j', (given, normal) => {
    expect(facts('CheckInHeld', { customerId: given, stakeholderId: given })).toEqual({
      customerId: normal,
      stakeholderId: normal,
    });
    expect(facts('ProactiveCallMade', { news: 'BAD', about: { issueId: given } }).about).toEqual({ issueId: normal });
    expect(facts('RetrospectiveHeld', { actions: [{ actionId: given }] }).actions).toEqual([{ actionId: normal }]);
    expect(facts('RelationshipOpened', { owner: given }).owner).toBe(normal);
  });

  it.each([
    ['note', 'a\u0000b\u0007c', 'abc'],
    ['note', 'two\r\nlines\rand\ta tab', 'two\nlines\nand\ta tab'],
    ['note', ' half \ud800 a character ', ' half \ufffd a character '],
    ['note', 'Mu\u0308ller', 'Mu\u0308ller'],
    ['topics', [' one\nline\u0000 '], ['one line']],
  ])('of the text %s %j', (name, given, normal) => {
    expect(facts('CheckInHeld', { [name]: given })[name]).toEqual(normal);
  });

  it('of a word of one line is that of an id', () => {
    const said = { name: 'Ab\u0000c\n', segment: ' Mu\u0308nchen\tNord ' };
    expect(facts('RelationshipOpened', said)).toMatchObject({ name: 'Abc', segment: 'M\u00fcnchen Nord' });
    expect(facts('IssueReported', { raisedBy: 'CUSTOMER', service: ' mail ' })).toMatchObject({ service: 'mail' });
  });

  it('is what limits are measured on', () => {
    expect(checkIn({ customerId: ` ${'x'.repeat(100)} ` })).toEqual([]);
    expect(checkIn({ customerId: 'u\u0308'.repeat(100) })).toEqual([]);
    expect(checkIn({ customerId: ` ${'x'.repeat(101)} ` })).toEqual([['FIELD_TOO_LONG', 'customerId']]);
    expect(checkIn({ note: `\u0000${'x'.repeat(4000)}` })).toEqual([]);
    expect(refusals('RelationshipOpened', { name: ` ${'x'.repeat(201)}` })).toEqual([['FIELD_TOO_LONG', 'name']]);
    expect(checkIn({ note: '\u0000' })).toEqual([['FIELD_EMPTY', 'note']]);
    expect(refusals('RelationshipOpened', { name: '\u0000\u0001' })).toEqual([['FIELD_EMPTY', 'name']]);
  });

  it('is accompanied by what was given, where that is another', () => {
    const given = { customerId: ' acme', note: 'a\u0000b', occurredAt: '2026-03-02T10:30:00+01:00' };
    expect(readInput('CheckInHeld', { ...given, idempotencyKey: 'k ' })).toStrictEqual({
      facts: { customerId: 'acme', note: 'ab', occurredAt: '2026-03-02T09:30:00.000Z' },
      idempotencyKey: 'k',
      asGiven: {
        facts: { customerId: ' acme', note: 'a\u0000b', occurredAt: '2026-03-02T09:30:00.000Z' },
        idempotencyKey: 'k ',
      },
    });
  });
});

describe('a refusal', () => {
  const message = (type: string, input: Input): string | undefined => {
    const read = readInput(type, { ...CUSTOMER, ...input });
    return isRefused(read) ? read[0]?.message : undefined;
  };

  it('quotes a value that is no text', () => {
    expect(message('CheckInHeld', { occurredAt: '02.03.2026' })).toBe(
      'The field does not accept this value. An ISO 8601 time with its zone, such as 2026-03-02T09:30:00Z. Given: "02.03.2026".',
    );
    expect(message('CheckInHeld', { tone: 'LOUD' })).toContain('Given: "LOUD".');
    expect(message('RelationshipOpened', { cadenceDays: 0 })).toContain('Given: 0.');
    expect(message('ProactiveCallMade', { news: 'BAD', apologised: 'yes' })).toContain('Given: "yes".');
    expect(message('RetrospectiveHeld', { actions: [{ dueAt: 'x'.repeat(50) }] })).toContain(
      `Given: "${'x'.repeat(40)}...".`,
    );
  });

  it('names the character that an id must not have, and its place', () => {
    const says = (name: string) => message('CheckInHeld', { customerId: name });
    expect(says('a\u0000b')).toContain('and no white space but plain spaces; character 2 is U+0000.');
    expect(message('CheckInHeld', { idempotencyKey: 'a\u0000b' })).toContain(
      'No control characters; character 2 is U+0000.',
    );
    expect(says('ab\u200b-c')).toContain('character 3 is U+200B.');
    expect(says('\ud800')).toContain('character 1 is U+D800.');
  });

  it('says of a target whether there is none, more than one, or no object', () => {
    const says = (about: unknown) => message('StatusUpdateGiven', { about });
    const names = 'issueId, expectationId, requestId, needId, actionId';
    expect(says({})).toContain(`Exactly one of ${names}; given is none.`);
    expect(says({ issueId: 'I', needId: 'N' })).toContain(`Exactly one of ${names}; given are issueId and needId.`);
    expect(says('I')).toContain(`An object with ${names}.`);
    expect(says({ issueId: 7 })).toContain('A text.');
    expect(message('CheckInHeld', { topics: 'plans' })).toContain('A list.');
  });

  it.each([
    ['2026-03-02T09:30:00', 'it has no time zone'],
    ['2026-03-02', 'it has no time of day'],
    ['2026-03-02T24:00:00Z', 'an hour is from 00 to 23'],
    ['2026-03-02T09:30:60Z', 'a second is from 00 to 59'],
    ['2026-02-30T09:30:00Z', 'there is no such day'],
  ])('says why %s is no time: %s', (occurredAt, why) => {
    expect(message('CheckInHeld', { occurredAt })).toContain(`${why}. Given: "${occurredAt}".`);
  });

  it('never quotes a text or an id, since it may be personal', () => {
    expect(message('CheckInHeld', { customerId: 'ana@acme.com' })).not.toContain('ana');
    expect(message('CheckInHeld', { note: 'x'.repeat(4001) })).not.toContain('xx');
  });
});

it.each([
  [{ note: { constructor: 'x' } }, 'note'],
  [{ note: { constructor: { prototype: null } } }, 'note'],
  [{ topics: [{ constructor: [] }] }, 'topics'],
  [{ channel: { toString: 'x', valueOf: 1, then: 'y' } }, 'channel'],
  [JSON.parse('{"note":{"__proto__":{"constructor":1}}}') as object, 'note'],
])('refuses an object where a value is wanted, whatever its names: %j', (values, field) => {
  const refused = readInput('CheckInHeld', { customerId: 'c', ...values });
  expect(refused).toMatchObject([{ code: 'FIELD_INVALID', field: expect.stringContaining(field) as string }]);
});
