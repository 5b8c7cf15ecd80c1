import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import {
  RetractDocument,
  TimelineDocument,
  type ContactType,
  type RecordedFragment,
  type TimelineQuery,
} from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { subjectOf } from '../contacts/subject.js';
import { Answer } from '../look/state.js';
import { record } from '../recording/record.js';
import { formToCorrect } from '../recording/replace.js';
import { change, moment, points } from '../words/numbers.js';
import { words } from '../words/words.js';
import { Correct } from './correct.js';
import type { Vantage } from './vantage.js';

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
export function Timeline({ customerId, vantage }: { readonly customerId: string; readonly vantage: Vantage }) {
  const [first, setFirst] = useState(PAGE);
  const [corrected, setCorrected] = useState<RecordedFragment | null>(null);
  const answer = useAnswer(TimelineDocument, { customerId, ...vantage, first });
  return (
    <Answer of={answer}>
      {({ relationship }) =>
        relationship !== null && (
          <>
            <p role="status">{corrected !== null && sentenceOf(corrected)}</p>
            <ol className="timeline">
              {relationship.contacts.edges.map(({ node }) => (
                <Line key={node.contactId} contact={node} onCorrected={setCorrected} />
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

function sentenceOf({ relationship }: RecordedFragment): string {
  const { score, band } = relationship?.trust ?? {};
  if (score === undefined || band === undefined) return '';
  return words.relationship.corrected(points(score), words.bands[band]);
}

type LineProps = { readonly contact: Contact; readonly onCorrected: (recorded: RecordedFragment) => void };

function Line({ contact, onCorrected }: LineProps) {
  const answers = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { type, occurredAt, recordedBy, note, retracted, effect } = contact;
  const subject = subjectOf(contact, null);
  const texts = words.relationship;
  const form = formToCorrect(type);
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
        {!retracted && form !== null && (
          <Button className="plain small" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {texts.correct}
          </Button>
        )}
        {!retracted && !STAYS.has(type) && <TakeBack contact={contact} />}
      </div>
      {isOpen && form !== null && (
        <div className="correcting">
          <Correct
            form={form}
            of={contact}
            onCancel={() => setOpen(false)}
            onRecorded={(recorded) => {
              setOpen(false);
              onCorrected(recorded);
              void answers.invalidateQueries();
            }}
          />
        </div>
      )}
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
