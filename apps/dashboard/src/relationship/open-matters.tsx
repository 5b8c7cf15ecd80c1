import { OpenDocument, type OpenQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Answer } from '../look/state.js';
import { ago, left, moment, percent } from '../words/numbers.js';
import { words } from '../words/words.js';
import type { Vantage } from './vantage.js';

type Data = NonNullable<OpenQuery['relationship']>;
type Props = { readonly customerId: string; readonly vantage: Vantage; readonly now: number };

/** What is wrong and not solved, and what we have promised, with how likely each promise is to be missed and why. */
export function OpenMatters({ customerId, vantage, now }: Props) {
  const answer = useAnswer(OpenDocument, { customerId, ...vantage });
  const texts = words.relationship;
  return (
    <Answer of={answer}>
      {({ relationship }) =>
        relationship !== null && (
          <>
            {relationship.openIssues.length > 0 && (
              <section>
                <h2>{texts.issues}</h2>
                <ul className="matters">
                  {relationship.openIssues.map((issue) => (
                    <Issue key={issue.issueId} issue={issue} now={now} />
                  ))}
                </ul>
              </section>
            )}
            <section>
              <h2>{texts.promises}</h2>
              {relationship.brief.promised.length === 0 && <p>{texts.noPromises}</p>}
              <ul className="matters">
                {relationship.brief.promised.map((promise) => (
                  <Promised key={promise.expectationId} promise={promise} now={now} />
                ))}
              </ul>
            </section>
          </>
        )
      }
    </Answer>
  );
}

function Issue({ issue, now }: { readonly issue: Data['openIssues'][number]; readonly now: number }) {
  const { title, issueId, severity, service, reportedAt, toldAt, contact } = issue;
  const texts = words.relationship;
  const theyTold = 'raisedBy' in contact && contact.raisedBy === 'CUSTOMER';
  const heard = theyTold ? texts.theyToldUs : toldAt === null ? texts.notTold : texts.told(ago(toldAt, now));
  return (
    <li>
      <strong>{title ?? issueId}</strong>
      <span className="quiet">
        {[texts.severities[severity], service, texts.reported(ago(reportedAt, now))].filter(Boolean).join(', ')}
      </span>
      <span className={!theyTold && toldAt === null ? 'late' : 'quiet'}>{heard}</span>
    </li>
  );
}

function Promised({ promise, now }: { readonly promise: Data['brief']['promised'][number]; readonly now: number }) {
  const { what, expectationId, dueAt, forecast } = promise;
  const { owed } = words;
  const isLate = dueAt !== null && left(dueAt, now).isLate;
  return (
    <li>
      <strong>{what ?? expectationId}</strong>
      {dueAt !== null && (
        <span className={isLate ? 'late' : 'quiet'}>
          {owed.due(moment(dueAt))} ({left(dueAt, now).text})
        </span>
      )}
      {forecast !== null && (
        <details className="rests-on">
          <summary>{owed.risk(percent(forecast.risk))}</summary>
          {forecast.restsOn.words}
        </details>
      )}
    </li>
  );
}
