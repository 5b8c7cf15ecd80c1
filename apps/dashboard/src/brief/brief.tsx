import type { ReactNode } from 'react';
import { BriefDocument, type BriefQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { subjectOf } from '../contacts/subject.js';
import { useNow } from '../look/now.js';
import { Answer } from '../look/state.js';
import { ago, moment, percent, points } from '../words/numbers.js';
import { words } from '../words/words.js';

/** Less is 0.0 in the figures of the page. */
const LEAST_POINTS = 0.05;

type BriefData = NonNullable<BriefQuery['relationship']>['brief'];

/** What to know before calling, on one screen. */
export function Brief({ customerId }: { readonly customerId: string }) {
  const answer = useAnswer(BriefDocument, { customerId });
  return (
    <Answer of={answer}>
      {({ relationship }) => relationship !== null && <BriefBody brief={relationship.brief} />}
    </Answer>
  );
}

function BriefBody({ brief }: { readonly brief: BriefData }) {
  const { brief: texts, recording, contacts } = words;
  const now = useNow();
  const { lastContact, lastSurprise, lastRetrospective, promised, stakeholders, waitingNeeds, nextContacts } = brief;
  const view =
    lastRetrospective && 'customerView' in lastRetrospective.contact ? lastRetrospective.contact.customerView : null;
  return (
    <dl className="brief">
      <Part name={texts.lastContact}>
        {lastContact === null ? (
          texts.none
        ) : (
          <>
            {contacts[lastContact.type]}
            {quoted(subjectOf(lastContact, null))}, {ago(lastContact.occurredAt, now)}
            {lastContact.channel !== null && `, ${recording.channels[lastContact.channel]}`}
            {lastContact.tone !== null && `; ${texts.tones[lastContact.tone]}`}
            {lastContact.note !== null && <p>{lastContact.note}</p>}
          </>
        )}
      </Part>
      <Part name={texts.lastSurprise}>{lastSurprise === null ? texts.never : ago(lastSurprise.at, now)}</Part>
      {view !== null && <Part name={texts.theirView}>{view}</Part>}
      <List name={texts.promised} of={promised}>
        {({ expectationId, what, dueAt, forecast }) => (
          <li key={expectationId}>
            {what ?? expectationId}
            {dueAt !== null && `, ${words.owed.due(moment(dueAt))}`}
            {forecast !== null && `; ${words.owed.risk(percent(forecast.risk))}`}
          </li>
        )}
      </List>
      <List name={texts.waiting} of={waitingNeeds}>
        {({ needId, need }) => <li key={needId}>{need ?? needId}</li>}
      </List>
      <List name={texts.people} of={stakeholders}>
        {({ id, name, role, lastContactAt }) => (
          <li key={id}>
            {name}, {texts.roles[role]}
            {lastContactAt !== null && ` (${ago(lastContactAt, now)})`}
          </li>
        )}
      </List>
      <List name={texts.best} of={nextContacts.filter((each) => each.points >= LEAST_POINTS)}>
        {({ type, points: gain }, index) => (
          <li key={index}>{texts.bestPoints(texts.advice[type] ?? contacts[type], points(gain))}</li>
        )}
      </List>
      <List name={texts.blindSpots} of={brief.blindSpots}>
        {({ dimension }) => <li key={dimension}>{texts.blind[dimension]}</li>}
      </List>
    </dl>
  );
}

const quoted = (text: string | null): string => (text === null ? '' : ` “${text}”`);

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type ListProps<Item> = {
  readonly name: string;
  readonly of: readonly Item[];
  readonly children: (item: Item, index: number) => ReactNode;
};

/** Nothing where there is nothing to list. */
function List<Item>({ name, of, children }: ListProps<Item>) {
  return of.length === 0 ? null : (
    <Part name={name}>
      <ul>{of.map(children)}</ul>
    </Part>
  );
}
