import fc from 'fast-check';
import { Timeline, type RecordedContact } from '#relationship';
import { answersIn, countsAt, OwnRecords, weekOf } from '#trust';
import { DAY_ZERO } from '../../../../test/kit/given.js';
import { aLog } from '../../../../test/laws/histories.js';
import { KnownHistory } from './known-history.js';

const GROUPS = [null, 'network', 'mail'];
const grouped = (log: readonly RecordedContact[]): RecordedContact[] =>
  log.map((contact, index) => {
    const group = contact.type === 'ExpectationSet' ? GROUPS[index % GROUPS.length] : null;
    return group == null ? contact : { ...contact, data: { ...contact.data, group } };
  });

it('the record of a customer that follows its contacts one by one is that of all its answers', () =>
  fc.assert(
    fc.property(aLog, (ungrouped) => {
      const log = grouped(ungrouped).sort((a, b) => a.recordedAt - b.recordedAt);
      const history = new KnownHistory();
      const seen: RecordedContact[] = [];
      let now = DAY_ZERO;
      for (const contact of log) {
        now = Math.max(now, contact.recordedAt, contact.at) + 1;
        seen.push(contact);
        history.add(contact);
        const records = new OwnRecords();
        for (const answer of answersIn(Timeline.of(seen))) if (countsAt(answer, now)) records.add(answer);
        for (const group of GROUPS) expect(history.ownRecord(group, now)).toEqual(records.of(group, weekOf(now)));
      }
    }),
    { numRuns: 150 },
  ));
