import type { Deployment } from '#deployment';
import { streamOf, needStreamOf } from '#contact-log';
import type { JsonObject } from '#event-store';
import { temporaryFolder, within } from '../kit/deployment.js';

// Earlier releases took values that one of the two databases does not: a NUL, and half a character (a lone surrogate).

const NOW = Date.UTC(2026, 3, 1);
const METADATA = {
  v: 1,
  recordedAt: '2026-03-01T00:00:00.000Z',
  recordedBy: 'a\0b',
  $correlationId: 'c\0d',
  fingerprint: 'x',
};

let made = 0;
const event = (type: string, data: JsonObject) => {
  made += 1;
  const id = `0190a2f1-0000-7000-8000-${String(made).padStart(12, '0')}`;
  return { id, type, data: { occurredAt: '2026-02-01T00:00:00.000Z', ...data }, metadata: METADATA };
};

async function appendOld({ store }: Deployment, customerId: string): Promise<void> {
  const of = (type: string, data: JsonObject) => event(type, { customerId, ...data });
  const events = [
    of('RelationshipOpened', { name: 'Ab\0c', owner: 'an\0a', segment: 'half\ud800', timeZone: 'UTC' }),
    of('IssueReported', { issueId: 'i\ud800', raisedBy: 'CUSTOMER', severity: 'MAJOR', service: 's\0' }),
    of('IssueReported', { issueId: 'i\udfff', raisedBy: 'CUSTOMER', severity: 'MAJOR' }),
    of('IssueResolved', { issueId: 'i\ud800' }),
    of('IssueResolved', { issueId: 'i\udfff' }),
    of('RequestDeclined', { requestId: 'r\0', needId: 'n\ud800' }),
    of('RequestDeclined', { requestId: 'r', needId: 'n\udfff' }),
    of('RequestDeclined', { requestId: 'r2', needId: 'n\0' }),
  ];
  await store.append(streamOf(customerId), events, 'none');
}

it('a log with a NUL or half a character in names and ids stops no projector', async () => {
  const folder = temporaryFolder();
  await within(
    folder.path,
    async (deployment) => {
      const { projector, relationships, views, store } = deployment;
      await appendOld(deployment, 'nul\0');
      await appendOld(deployment, 'plain');
      const step = event('NeedStepTaken', { needId: 'n\0', step: 'asked\0', owner: 'o\0' });
      await store.append(needStreamOf('n\0'), [step], 'none');
      await projector.catchUp();
      await relationships.refresh();
      const { rows } = await views.relationships({ first: 10, now: NOW });
      expect(rows.map(({ row: { customerId, name } }) => [customerId, name]).sort()).toEqual([
        ['nul\0', 'Ab\0c'],
        ['plain', 'Ab\0c'],
      ]);
      const owned = await views.relationships({
        first: 10,
        now: NOW,
        filter: { owner: 'an\0a', segment: 'half\ud800' },
      });
      expect(owned.rows).toHaveLength(2);
      const needs = await views.needs({ first: 10 });
      expect(needs.rows.map(({ row: { needId } }) => needId).sort()).toEqual(['n\0', 'n\ud800', 'n\udfff'].sort());
      const owed = await views.callsOwed({ first: 50, now: NOW });
      const aboutIssues = owed.rows.map(({ row: { customerId, about } }) => [customerId, about]);
      for (const customerId of ['nul\0', 'plain'])
        for (const issueId of ['i\ud800', 'i\udfff'])
          expect(aboutIssues).toContainEqual([customerId, `issue:${issueId}`]);
    },
    () => NOW,
  );
  folder.remove();
});
