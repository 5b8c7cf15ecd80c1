import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useAddress } from '../address/address.js';
import { CallsOwedDocument, type CallsOwedQuery, type OwedFragment } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { useNow } from '../look/now.js';
import { Answer } from '../look/state.js';
import { Outcome, type Done } from '../recording/outcome.js';
import { useMe } from '../session/me.js';
import { count, left } from '../words/numbers.js';
import { words } from '../words/words.js';
import { Call } from './call.js';
import { ownerShown, Whose } from './whose.js';

const PAGE = 30;
/** The most that the API gives in one page. */
const MOST = 200;

/** What to do now, in order. The first is the largest thing on the page. */
export function CallsOwed() {
  const { params } = useAddress();
  const owner = ownerShown(params.get('owner'), useMe());
  const [first, setFirst] = useState(PAGE);
  const [done, setDone] = useState<Done | null>(null);
  const answer = useAnswer(CallsOwedDocument, { owner, first });
  return (
    <>
      <div className="page-top">
        <h1>{words.callsOwed}</h1>
        <Whose owner={owner} />
      </div>
      <div role="status" className="said">
        {done !== null && (
          <Outcome
            done={done}
            onUndone={(recorded) => setDone({ as: 'UNDONE', recorded })}
            onClose={() => setDone(null)}
          />
        )}
      </div>
      <Answer of={answer}>
        {({ callsOwed }) => (
          <Calls
            calls={callsOwed}
            isOfOne={owner !== null}
            onDone={(one) => {
              setDone(one);
              void answer.refetch();
            }}
            onMore={first < MOST ? () => setFirst(Math.min(first + PAGE, MOST)) : null}
          />
        )}
      </Answer>
    </>
  );
}

type Props = {
  readonly calls: CallsOwedQuery['callsOwed'];
  readonly isOfOne: boolean;
  readonly onDone: (done: Done) => void;
  readonly onMore: (() => void) | null;
};

function Calls({ calls: { edges, pageInfo }, isOfOne, onDone, onMore }: Props) {
  const now = useNow();
  const texts = words.owed;
  // Telling a supervisor takes a minute and concerns no customer's trust: it comes first, but small. The call is large.
  const all = edges.map(({ node }) => node);
  const headsUps = all.filter(({ kind }) => kind === 'HEADS_UP');
  const [next, ...then] = all.filter(({ kind }) => kind !== 'HEADS_UP');
  if (all.length === 0) return <p className="nothing">{isOfOne ? texts.nothingForYou : texts.nothing}</p>;
  const late = edges.filter(({ node }) => left(node.dueAt, now).isLate).length;
  const call = (owed: OwedFragment, isFirst: boolean) => (
    <Call key={owed.id} owed={owed} now={now} isFirst={isFirst} onDone={onDone} />
  );
  return (
    <>
      <p className="quiet">{texts.summary(`${count(edges.length)}${pageInfo.hasNextPage ? '+' : ''}`, count(late))}</p>
      {headsUps.length > 0 && (
        <details className="heads-ups" open={next === undefined}>
          <summary>
            <h2>{texts.headsUps(count(headsUps.length))}</h2>
          </summary>
          {headsUps.map((owed) => call(owed, false))}
        </details>
      )}
      {next !== undefined && <section aria-label={texts.next}>{call(next, true)}</section>}
      {then.length > 0 && (
        <section className="then">
          <h2>{texts.then}</h2>
          {then.map((owed) => call(owed, false))}
        </section>
      )}
      {pageInfo.hasNextPage && onMore !== null && <Button onPress={onMore}>{texts.more}</Button>}
    </>
  );
}
