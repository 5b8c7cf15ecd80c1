import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { RetractDocument, TimelineDocument, type ContactType, type TimelineQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { subjectOf } from '../contacts/subject.js';
import { Answer } from '../look/state.js';
import { record } from '../recording/record.js';
import { change, moment } from '../words/numbers.js';
import { words } from '../words/words.js';

type Contact = NonNullable<TimelineQuery['relationship']>['contacts']['edges'][number]['node'];

/** What nobody can take back: corrections, and what the server records when time passes. */
const STAYS: ReadonlySet<ContactType> = new Set([
  'ContactRetracted',
  'CustomerErased',
  'BandCrossed',
  'ObligationLapsed',
]);
const PAGE = 20;
const MOST = 200;

/** What happened, the latest first, with what each contact did to the score. */
export function Timeline({ customerId, asOf }: { readonly customerId: string; readonly asOf: string | null }) {
  const [first, setFirst] = useState(PAGE);
  const answer = useAnswer(TimelineDocument, { customerId, asOf, first });
  return (
    <Answer of={answer}>
      {({ relationship }) =>
        relationship !== null && (
          <>
            <ol className="timeline">
              {relationship.contacts.edges.map(({ node }) => (
                <Line key={node.contactId} contact={node} />
              ))}
            </ol>
            {relationship.contacts.pageInfo.hasNextPage && first < MOST && (
              <Button onPress={() => setFirst(Math.min(first + 40, MOST))}>{words.owed.more}</Button>
            )}
          </>
        )
      }
    </Answer>
  );
}

function Line({ contact }: { readonly contact: Contact }) {
  const { type, occurredAt, recordedBy, note, retracted, effect } = contact;
  const subject = subjectOf(contact, null);
  const texts = words.relationship;
  return (
    <li className={retracted ? 'retracted' : undefined}>
      <time dateTime={occurredAt}>{moment(occurredAt)}</time>
      <div>
        <p>
          {words.contacts[type]}
          {subject !== null && `: “${subject}”`}
          {retracted && ` (${texts.takenBack})`}
        </p>
        {note !== null && <p className="quiet">{note}</p>}
        <p className="quiet small">{texts.byWhom(recordedBy)}</p>
      </div>
      <div className="effect">
        {effect !== null && (
          <span title={effect.whyNone ?? undefined}>{effect.whyNone === null ? change(effect.points) : '–'}</span>
        )}
        {!retracted && !STAYS.has(type) && <TakeBack contact={contact} />}
      </div>
    </li>
  );
}

/** Takes a contact back, at the second press. The score is then what it would be without it. */
function TakeBack({ contact: { customerId, contactId } }: { readonly contact: Contact }) {
  const answers = useQueryClient();
  const [isSure, setSure] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { takeBack, takeBackSure } = words.relationship;

  async function press(): Promise<void> {
    if (!isSure) return setSure(true);
    const { userErrors } = await record(RetractDocument, { customerId, contactId, reason: words.recording.undoReason });
    setRefused(userErrors[0]?.message ?? null);
    setSure(false);
    await answers.invalidateQueries();
  }

  return (
    <>
      <Button className="plain small" onPress={() => void press()} onBlur={() => setSure(false)}>
        {isSure ? takeBackSure : takeBack}
      </Button>
      {refused !== null && (
        <p role="alert" className="refused small">
          {refused}
        </p>
      )}
    </>
  );
}
