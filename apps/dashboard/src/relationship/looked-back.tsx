import { LookedBackDocument, type LookedBackQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Answer } from '../look/state.js';
import { date } from '../words/numbers.js';
import { words } from '../words/words.js';
import type { Vantage } from './vantage.js';

type Held = NonNullable<LookedBackQuery['relationship']>['contacts']['edges'][number]['node'];
type Props = { readonly customerId: string; readonly vantage: Vantage };

/** Each look back, with their view beside ours, and what only one side saw. Nothing where there was none. */
export function LookedBack({ customerId, vantage }: Props) {
  const answer = useAnswer(LookedBackDocument, { customerId, ...vantage });
  return (
    <Answer of={answer}>
      {({ relationship }) => {
        const held = (relationship?.contacts.edges ?? []).map(({ node }) => node).filter(({ retracted }) => !retracted);
        return held.length === 0 ? null : (
          <section>
            <h2>{words.relationship.lookedBack}</h2>
            {held.map((each) => (
              <Views key={each.contactId} of={each} />
            ))}
          </section>
        );
      }}
    </Answer>
  );
}

function Views({ of }: { readonly of: Held }) {
  const texts = words.relationship;
  if (!('providerView' in of)) return null;
  const { occurredAt, providerView, customerView, viewsCompared, actions } = of;
  const side = (name: string, view: string | null, only: readonly string[]) => (
    <div>
      <h4>{name}</h4>
      {view === null ? (
        <p className="quiet">{texts.noView}</p>
      ) : (
        <ul>
          {viewsCompared === null && <li>{view}</li>}
          {only.map((point) => (
            <li key={point}>
              <mark>{point}</mark>
            </li>
          ))}
          {viewsCompared?.bothSaw.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
    </div>
  );
  return (
    <article className="looked-back">
      <h3>{date(occurredAt)}</h3>
      <div className="views">
        {side(texts.theirView, customerView, viewsCompared?.onlyTheySaw ?? [])}
        {side(texts.ourView, providerView, viewsCompared?.onlyWeSaw ?? [])}
      </div>
      {viewsCompared !== null && <p className="quiet small">{texts.marked}</p>}
      {actions !== null && actions.length > 0 && (
        <>
          <h4>{texts.agreed}</h4>
          <ul>
            {actions.map(({ actionId, what }) => (
              <li key={actionId}>{what ?? actionId}</li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}
