import { MemoryEventStore, StoreUnavailable, type Appended, type ExpectedRevision, type NewEvent } from '#event-store';
import { supposedContact, Timeline, toIso, type RecordedContact } from '#relationship';
import { ContactLog } from './contacts/contact-log.js';
import { streamOf } from './stored-form/codec.js';
import { KeyRing } from './keys/key-ring.js';

const NOW = Date.UTC(2026, 2, 10);
const BY = { recordedBy: 'ana', correlationId: 'test' };
const on = (day: number) => ({ occurredAt: toIso(Date.UTC(2026, 0, day)) });

/** A store that stops working after some more appends, as if the process had ended there. */
class EndingStore extends MemoryEventStore {
  left = Infinity;
  override append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    if (this.left === 0) return Promise.reject(new StoreUnavailable('the process has ended'));
    this.left -= 1;
    return super.append(stream, events, expected);
  }
}

class Office {
  readonly keys = new KeyRing(':memory:');
  log: ContactLog;
  private now = NOW;

  constructor(readonly store = new EndingStore()) {
    this.log = this.another();
  }

  /** A second process on the same log. */
  another(): ContactLog {
    return new ContactLog(this.store, this.keys, () => (this.now += 1));
  }

  /** @returns the contact, or the code and the field of the refusal */
  async say(type: string, input: object, more: object = {}): Promise<RecordedContact & { readonly replayed: boolean }> {
    const { recorded, refusals } = await this.log.record({ type, input, ...BY, ...more });
    if (recorded === null) throw new Error(`${refusals[0]?.code} ${refusals[0]?.field}`);
    return { ...recorded.contact, replayed: recorded.replayed };
  }

  refused(type: string, input: object, more: object = {}): Promise<string> {
    return this.say(type, input, more).then(
      () => 'recorded',
      (error: Error) => error.message,
    );
  }

  async open(...customerIds: string[]): Promise<void> {
    for (const customerId of customerIds)
      await this.say('RelationshipOpened', { customerId, ...on(1), name: `the ${customerId}` });
  }

  merge(customerId: string, absorbedId: string, more: object = {}) {
    return this.say('RelationshipsMerged', { customerId, absorbedId, ...more });
  }

  /** What counts in the relationship to which the id leads: type and the id under which it is stored. */
  async counting(customerId: string): Promise<string[]> {
    const timeline = await this.log.wholeTimelineOf(customerId);
    const contacts = [...(timeline?.effectiveContacts() ?? [])].filter(({ type }) => type !== 'RelationshipAbsorbed');
    return contacts.map(({ type, data }) => `${type} ${data.customerId}`);
  }

  async lead(customerId: string): Promise<string | undefined> {
    return (await this.log.wholeTimelineOf(customerId))?.customerId;
  }
}

const checkIn = (customerId: string, day: number, more: object = {}) => ({ customerId, ...on(day), ...more });

async function merged(): Promise<Office & { readonly mergeId: string }> {
  const office = new Office();
  await office.open('a', 'b');
  await office.say('CheckInHeld', checkIn('a', 2, { topics: ['plans'] }));
  const { id } = await office.merge('b', 'a', { reason: 'the same firm' });
  return Object.assign(office, { mergeId: id });
}

describe('two relationships that are merged', () => {
  it('are one under both ids, each contact with its own times and recorder', async () => {
    const office = await merged();
    for (const id of ['a', 'b']) {
      expect(await office.lead(id)).toBe('b');
      expect(await office.counting(id)).toContain('CheckInHeld a');
    }
    const timeline = await office.log.wholeTimelineOf('a');
    expect(timeline?.absorbedIds).toEqual(['a']);
    const held = [...(timeline?.recorded() ?? [])].find(({ type }) => type === 'CheckInHeld');
    expect(held).toMatchObject({ data: on(2), recordedBy: 'ana' });
    expect(office.log.opened(held as RecordedContact).data).toMatchObject({ topics: ['plans'] });
  });

  it('take what is recorded under either id in the surviving one', async () => {
    const office = await merged();
    const under = await office.say('CheckInHeld', checkIn('a', 3));
    expect(under.data.customerId).toBe('b');
    const batch = [4, 5].map((day) => ({ type: 'CheckInHeld', input: checkIn('a', day), ...BY }));
    const answers = await office.log.recordAll(batch);
    expect(answers.map(({ recorded }) => recorded?.contact.data.customerId)).toEqual(['b', 'b']);
    expect((await office.counting('b')).filter((each) => each === 'CheckInHeld b')).toHaveLength(3);
  });

  it('are two again once the merge is retracted, and what was recorded meanwhile stays', async () => {
    const office = await merged();
    await office.say('CheckInHeld', checkIn('a', 3));
    await office.say('ContactRetracted', { customerId: 'b', contactId: office.mergeId });
    expect(await office.counting('a')).toEqual(['RelationshipOpened a', 'CheckInHeld a']);
    expect(await office.counting('b')).toEqual(['RelationshipOpened b', 'CheckInHeld b']);
    await office.say('CheckInHeld', checkIn('a', 6));
    expect(await office.counting('a')).toHaveLength(3);
    await office.merge('b', 'a');
    expect(await office.counting('a')).toHaveLength(6);
    expect(await office.lead('a')).toBe('b');
  });

  it('keep a retraction of what came from the absorbed one beside it', async () => {
    const office = await merged();
    const held = (await office.log.wholeTimelineOf('b'))?.recorded() ?? [];
    const contactId = [...held].find(({ type }) => type === 'CheckInHeld')?.id;
    const { data } = await office.say('ContactRetracted', { customerId: 'b', contactId });
    expect(data.customerId).toBe('a');
    expect(await office.counting('b')).not.toContain('CheckInHeld a');
    await office.say('ContactRetracted', { customerId: 'a', contactId: office.mergeId });
    expect(await office.counting('a')).toEqual(['RelationshipOpened a']);
  });

  it('replace what came from the absorbed one beside it', async () => {
    const office = await merged();
    const held = (await office.log.wholeTimelineOf('b'))?.recorded() ?? [];
    const contactId = [...held].find(({ type }) => type === 'CheckInHeld')?.id ?? '';
    const input = { customerId: 'b', topics: ['prices'] };
    const { recorded } = await office.log.replace({ type: 'CheckInHeld', input, contactId, ...BY });
    expect(recorded?.contact.data).toMatchObject({ customerId: 'a', topics: ['prices'], ...on(2) });
    const merge = { type: 'RelationshipsMerged', contactId: office.mergeId, ...BY };
    const { refusals } = await office.log.replace({ ...merge, input: { customerId: 'b', absorbedId: 'a' } });
    expect(refusals[0]?.code).toBe('CONTACT_NOT_REPLACEABLE');
  });

  it('are merged by one command however often it is sent', async () => {
    const office = await merged();
    expect(await office.merge('b', 'a', { reason: 'the same firm' })).toMatchObject({ replayed: true });
    expect(await office.refused('RelationshipsMerged', { customerId: 'b', absorbedId: 'a' })).toBe(
      'MERGE_WITH_ITSELF absorbedId',
    );
    const keyed = { idempotencyKey: 'k' };
    await office.open('c');
    const first = await office.merge('b', 'c', keyed);
    expect(await office.merge('b', 'c', keyed)).toMatchObject({ replayed: true, id: first.id });
    expect(await office.refused('RelationshipsMerged', { customerId: 'b', absorbedId: 'd', ...keyed })).toBe(
      'IDEMPOTENCY_CONFLICT idempotencyKey',
    );
  });

  it('recognise repeats of what was recorded under either id before, under one key too', async () => {
    const office = new Office();
    await office.open('a', 'b');
    const ofA = checkIn('a', 2, { idempotencyKey: 'k', topics: ['a'] });
    const ofB = checkIn('b', 3, { idempotencyKey: 'k', topics: ['b'] });
    const issue = { customerId: 'a', ...on(2), issueId: 'I', raisedBy: 'PROVIDER' };
    const before = [await office.say('CheckInHeld', ofA), await office.say('CheckInHeld', ofB)];
    await office.say('IssueReported', issue);
    await office.merge('b', 'a');
    for (const [index, input] of [ofA, ofB].entries())
      expect(await office.say('CheckInHeld', input)).toMatchObject({ replayed: true, id: before[index]?.id });
    expect(await office.say('CheckInHeld', { ...ofA, customerId: 'b' })).toMatchObject({ replayed: true });
    for (const customerId of ['a', 'b'])
      expect(await office.say('IssueReported', { ...issue, customerId })).toMatchObject({ replayed: true });
    expect(await office.refused('CheckInHeld', { ...ofA, topics: ['c'] })).toBe('IDEMPOTENCY_CONFLICT idempotencyKey');
    const later = checkIn('a', 4, { idempotencyKey: 'l' });
    await office.say('CheckInHeld', later);
    for (const customerId of ['a', 'b'])
      expect(await office.say('CheckInHeld', { ...later, customerId })).toMatchObject({ replayed: true });
    expect(await office.log.recordedUnder('b', 'k')).not.toBeNull();
  });
});

describe('a relationship that is kept in memory', () => {
  const shown = (timeline: Timeline | null) => ({
    counting: Array.from(timeline?.effectiveContacts() ?? [], ({ id }) => id).sort(),
    all: timeline?.everJoined?.contacts.map(({ id }) => id),
    lead: timeline?.customerId,
  });

  it('is not folded anew with each contact, and is what another process reads', async () => {
    const office = await merged();
    const kept = await office.log.wholeTimelineOf('b');
    const told = async (...acts: readonly (readonly [type: string, input: object])[]) => {
      for (const [type, input] of acts) await office.say(type, input);
      const now = await office.log.wholeTimelineOf('b');
      expect(shown(now)).toEqual(shown(await office.another().wholeTimelineOf('b')));
      return now;
    };
    expect(await told(['CheckInHeld', checkIn('a', 3)], ['CheckInHeld', checkIn('b', 4)])).toBe(kept);
    const ofA = [...(kept?.effectiveContacts() ?? [])].find(({ data }) => data.customerId === 'a')?.id;
    const { id } = await office.say('CheckInHeld', checkIn('a', 5));
    await told(['ContactRetracted', { customerId: 'a', contactId: id }]);
    await told(['ContactRetracted', { customerId: 'b', contactId: office.mergeId }], ['CheckInHeld', checkIn('a', 6)]);
    expect(shown(await office.log.wholeTimelineOf('a')).counting).toContain(ofA);
    await office.open('c');
    const inOthers = await office.another().record({ type: 'CheckInHeld', input: checkIn('b', 7), ...BY });
    expect(inOthers.refusals).toEqual([]);
    await told(['RelationshipsMerged', { customerId: 'b', absorbedId: 'c' }], ['CheckInHeld', checkIn('c', 8)]);
  });

  it('is folded anew where an older contact is read after a later one', () => {
    const at = (position: number, customerId: string, type = 'CheckInHeld', facts: object = {}): RecordedContact => ({
      ...supposedContact(type, { customerId, ...facts }, NOW, `${position}`),
      id: `${position}`,
      position: BigInt(position),
    });
    const merge = at(3, 'b', 'RelationshipsMerged', { absorbedId: 'a' });
    const timeline = Timeline.joined('b', [at(1, 'a'), at(2, 'b'), merge]);
    expect(timeline.joinLater([at(6, 'a'), at(5, 'b')])).toBe(true);
    expect(shown(timeline).all).toEqual(['1', '2', '3', '5', '6']);
    expect(timeline.joinLater([at(4, 'a')])).toBe(false);
    expect(timeline.joinLater([at(7, 'a', 'ContactRetracted', { contactId: '1' })])).toBe(false);
    expect(shown(timeline).all).toHaveLength(5);
    expect(timeline.joinLater([])).toBe(true);
  });
});

describe('a merge is refused', () => {
  it('into itself, by each id that leads there, and in a circle', async () => {
    const office = await merged();
    const refused = (customerId: string, absorbedId: string) =>
      office.refused('RelationshipsMerged', { customerId, absorbedId });
    expect(await refused('b', 'b')).toBe('MERGE_WITH_ITSELF absorbedId');
    expect(await refused('a', 'b')).toBe('MERGE_WITH_ITSELF absorbedId');
    expect(await refused('a', 'a')).toBe('MERGE_WITH_ITSELF absorbedId');
    await office.open('c');
    expect(await refused('c', 'a')).toBe('ALREADY_MERGED absorbedId');
  });

  it('with a customer who is unknown, closed or erased', async () => {
    const office = new Office();
    await office.open('a', 'b', 'c', 'd');
    await office.say('RelationshipClosed', { customerId: 'c' });
    await office.say('CustomerErased', { customerId: 'd' });
    const refused = (customerId: string, absorbedId: string) =>
      office.refused('RelationshipsMerged', { customerId, absorbedId });
    expect(await refused('a', 'x')).toBe('CUSTOMER_UNKNOWN absorbedId');
    expect(await refused('x', 'a')).toBe('CUSTOMER_UNKNOWN customerId');
    expect(await refused('a', 'c')).toBe('RELATIONSHIP_CLOSED absorbedId');
    expect(await refused('c', 'a')).toBe('RELATIONSHIP_CLOSED customerId');
    expect(await refused('a', 'd')).toBe('CUSTOMER_ERASED absorbedId');
    expect(await refused('d', 'a')).toBe('CUSTOMER_ERASED customerId');
    expect(await office.counting('a')).toEqual(['RelationshipOpened a']);
  });

  it('where both have something under one id, unless it is said to be one and the same', async () => {
    const office = new Office();
    await office.open('a', 'b');
    for (const customerId of ['a', 'b'])
      await office.say('IssueReported', { customerId, ...on(2), issueId: 'I', raisedBy: 'PROVIDER' });
    const both = { customerId: 'b', absorbedId: 'a' };
    expect(await office.refused('RelationshipsMerged', both)).toBe('IDS_IN_BOTH absorbedId');
    expect(await office.refused('RelationshipsMerged', { ...both, idsAreShared: true })).toBe('recorded');
  });

  it('of what the recorder does not see, as if there were none', async () => {
    const office = new Office();
    await office.open('a', 'b');
    const both = { customerId: 'b', absorbedId: 'a' };
    for (const [unseen, field] of [
      ['b', 'customerId'],
      ['a', 'absorbedId'],
    ] as const) {
      const sees = (timeline: { customerId: string }) => timeline.customerId !== unseen;
      expect(await office.refused('RelationshipsMerged', both, { sees })).toBe(`CUSTOMER_UNKNOWN ${field}`);
    }
    expect(await office.lead('a')).toBe('a');
  });

  it('to be retracted by whoever may not, and its end by anybody', async () => {
    const office = await merged();
    const input = { customerId: 'b', contactId: office.mergeId };
    const mayRetract = () => ({ code: 'MERGE_NOT_RETRACTABLE', field: 'contactId', message: '' });
    expect(await office.refused('ContactRetracted', input, { mayRetract })).toBe('MERGE_NOT_RETRACTABLE contactId');
    const all = (await office.log.wholeTimelineOf('a'))?.recorded() ?? [];
    const end = [...all].find(({ type }) => type === 'RelationshipAbsorbed');
    expect(await office.refused('ContactRetracted', { customerId: 'a', contactId: end?.id })).toBe(
      'CONTACT_NOT_RETRACTABLE contactId',
    );
  });
});

describe('merges in a chain', () => {
  it('lead to the last, and each can be retracted', async () => {
    const office = await merged();
    await office.open('c');
    const second = await office.merge('c', 'a').then(
      () => null,
      () => office.merge('c', 'b'),
    );
    expect(await Promise.all(['a', 'b', 'c'].map((id) => office.lead(id)))).toEqual(['c', 'c', 'c']);
    expect(await office.counting('a')).toContain('CheckInHeld a');
    await office.say('ContactRetracted', { customerId: 'a', contactId: office.mergeId });
    expect(await Promise.all(['a', 'b', 'c'].map((id) => office.lead(id)))).toEqual(['a', 'c', 'c']);
    expect(await office.counting('c')).not.toContain('CheckInHeld a');
    await office.say('ContactRetracted', { customerId: 'c', contactId: second?.id });
    expect(await Promise.all(['a', 'b', 'c'].map((id) => office.lead(id)))).toEqual(['a', 'b', 'c']);
  });

  it('of ten at once are all there', async () => {
    const office = new Office();
    const ten = Array.from({ length: 10 }, (_, index) => `a${index}`);
    await office.open('b', ...ten);
    await Promise.all(ten.map((each) => office.merge('b', each)));
    expect((await office.log.wholeTimelineOf('b'))?.absorbedIds).toEqual(ten);
    expect(await office.counting('b')).toHaveLength(21);
  });

  it('of the same command ten times at once are one', async () => {
    const office = new Office();
    await office.open('a', 'b');
    const answers = await Promise.all(Array.from({ length: 10 }, () => office.merge('b', 'a')));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('in both directions at once, by two processes, end in one of them', async () => {
    for (let round = 0; round < 5; round += 1) {
      const office = new Office();
      await office.open('a', 'b', 'c');
      const logs = [office.log, office.another(), office.another()];
      const both = [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ] as const;
      const answers = await Promise.all(
        both.map(async ([customerId, absorbedId], index) =>
          logs[index]?.record({ type: 'RelationshipsMerged', input: { customerId, absorbedId }, ...BY }),
        ),
      );
      const taken = answers.filter((each) => each?.recorded !== null);
      expect(taken.length).toBe(2);
      const leads = await Promise.all(['a', 'b', 'c'].map((id) => office.lead(id)));
      expect(new Set(leads).size).toBe(1);
      const all = await office.counting('a');
      expect(all.filter((each) => each.startsWith('RelationshipOpened'))).toHaveLength(3);
    }
  });
});

describe('a merge that broke off between its two steps', () => {
  const broken = async (): Promise<Office> => {
    const office = new Office();
    await office.open('a', 'b');
    office.store.left = 1;
    await expect(office.merge('b', 'a', { reason: 'why' })).rejects.toThrow('the process has ended');
    office.store.left = Infinity;
    office.log = office.another();
    return office;
  };

  it('has changed nothing that is shown', async () => {
    const office = await broken();
    expect(await office.lead('a')).toBe('a');
    expect(await office.counting('b')).toEqual(['RelationshipOpened b']);
  });

  it('is taken up again by what is recorded, by the same command, and at a start', async () => {
    const byContact = await broken();
    expect((await byContact.say('CheckInHeld', checkIn('a', 3))).data.customerId).toBe('b');
    const byCommand = await broken();
    expect(await byCommand.merge('b', 'a', { reason: 'why' })).toMatchObject({ replayed: true });
    const atStart = await broken();
    expect(await atStart.log.resumeMerges(['a'])).toBe(1);
    expect(await atStart.log.resumeMerges(['a'])).toBe(0);
    for (const office of [byContact, byCommand, atStart]) {
      expect(await office.lead('a')).toBe('b');
      const { everJoined } = (await office.log.wholeTimelineOf('b')) ?? {};
      const merge = everJoined?.contacts.find(({ type }) => type === 'RelationshipsMerged');
      expect(office.log.opened(merge as RecordedContact).data).toMatchObject({ reason: 'why' });
      expect(everJoined?.contacts.filter(({ type }) => type === 'RelationshipsMerged')).toHaveLength(1);
    }
  });

  it('is undone where the other was erased meanwhile', async () => {
    const office = await broken();
    await office.say('CustomerErased', { customerId: 'b' });
    expect(await office.refused('RelationshipsMerged', { customerId: 'b', absorbedId: 'a' })).toBe(
      'CUSTOMER_ERASED customerId',
    );
    expect((await office.say('CheckInHeld', checkIn('a', 3))).data.customerId).toBe('a');
    expect(office.keys.keyOf('a')).not.toBeNull();
  });

  it('is taken up into a customer who was absorbed meanwhile', async () => {
    const office = await broken();
    await office.open('c');
    await office.merge('c', 'b');
    await office.log.resumeMerges(['a']);
    expect(await office.lead('a')).toBe('c');
  });
});

it('a retraction of a merge that broke off between its two steps is taken up again', async () => {
  const office = await merged();
  office.store.left = 1;
  const retraction = { customerId: 'b', contactId: office.mergeId };
  await expect(office.say('ContactRetracted', retraction)).rejects.toThrow('the process has ended');
  office.store.left = Infinity;
  office.log = office.another();
  expect(await office.lead('a')).toBe('a');
  expect((await office.say('CheckInHeld', checkIn('a', 3))).data.customerId).toBe('a');
});

describe('an erasure after a merge', () => {
  it('destroys the keys of both, and nothing is recorded under either id', async () => {
    for (const customerId of ['a', 'b']) {
      const office = await merged();
      await office.say('CustomerErased', { customerId });
      for (const id of ['a', 'b']) {
        expect(office.keys.keyOf(id)).toBeNull();
        expect(await office.refused('CheckInHeld', checkIn(id, 4))).toBe('CUSTOMER_ERASED customerId');
        expect((await office.say('CustomerErased', { customerId: id })).replayed).toBe(true);
      }
      expect(await office.refused('ContactRetracted', { customerId: 'b', contactId: office.mergeId })).toBe(
        'CUSTOMER_ERASED customerId',
      );
    }
  });

  it('that broke off is taken up again, and the keys are gone as soon as it is read', async () => {
    const office = await merged();
    office.store.left = 1;
    await expect(office.say('CustomerErased', { customerId: 'b' })).rejects.toThrow('the process has ended');
    office.store.left = Infinity;
    office.log = office.another();
    await office.log.timelineOf('a');
    expect(office.keys.keyOf('a')).toBeNull();
    expect(await office.log.resumeMerges(['b'])).toBe(1);
    let types = '';
    for await (const batch of office.store.readStream(streamOf('a'))) types += batch.map(({ type }) => type).join(' ');
    expect(types).toMatch(/CustomerErased$/);
  });

  it('leaves the other alone where the merge was retracted', async () => {
    const office = await merged();
    await office.say('ContactRetracted', { customerId: 'b', contactId: office.mergeId });
    await office.say('CustomerErased', { customerId: 'b' });
    expect(office.keys.keyOf('a')).not.toBeNull();
    expect((await office.say('CheckInHeld', checkIn('a', 4))).data.customerId).toBe('a');
  });
});

describe('an id of another system', () => {
  const identify = (office: Office, externalId: string) =>
    office.say('CustomerIdentified', { customerId: 'b', externalId });

  it('leads to the customer, and takes what comes from there', async () => {
    const office = new Office();
    await office.open('b');
    await identify(office, 'desk:7');
    expect((await identify(office, 'desk:7')).replayed).toBe(true);
    expect((await office.say('CheckInHeld', checkIn('desk:7', 3))).data.customerId).toBe('b');
    expect(await office.refused('RelationshipOpened', { customerId: 'desk:7', ...on(2) })).toBe(
      'RELATIONSHIP_ALREADY_OPEN customerId',
    );
    expect(office.keys.knows('desk:7')).toBe(false);
  });

  it('is refused where it has a relationship of its own, or leads elsewhere', async () => {
    const office = new Office();
    await office.open('a', 'b', 'c');
    expect(await office.refused('CustomerIdentified', { customerId: 'b', externalId: 'a' })).toBe(
      'CUSTOMER_ON_RECORD externalId',
    );
    await identify(office, 'x');
    expect(await office.refused('CustomerIdentified', { customerId: 'c', externalId: 'x' })).toBe(
      'ALREADY_MERGED externalId',
    );
    expect(await office.refused('CustomerIdentified', { customerId: 'b', externalId: 'b' })).toBe(
      'MERGE_WITH_ITSELF externalId',
    );
  });

  it('can be given to another once it is retracted', async () => {
    const office = new Office();
    await office.open('b', 'c');
    const { id } = await identify(office, 'x');
    await office.say('ContactRetracted', { customerId: 'b', contactId: id });
    await office.say('CustomerIdentified', { customerId: 'c', externalId: 'x' });
    expect(await office.lead('x')).toBe('c');
  });
});
