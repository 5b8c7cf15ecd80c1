import { useState } from 'react';
import { useAddress } from '../address/address.js';
import { RelationshipDocument, type RelationshipQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Brief } from '../brief/brief.js';
import { useNow } from '../look/now.js';
import { Answer } from '../look/state.js';
import { Call } from '../owed/call.js';
import { AnyForm } from '../recording/any-form.js';
import { Outcome, type Done } from '../recording/outcome.js';
import { ago, count, date, points } from '../words/numbers.js';
import { words } from '../words/words.js';
import { Curve } from './curve.js';
import { LookedBack } from './looked-back.js';
import { OpenMatters } from './open-matters.js';
import { Suppose, type SupposedPoint } from './suppose.js';
import { Timeline } from './timeline.js';
import { VantageSliders, type Vantage } from './vantage.js';
import { Waterfall } from './waterfall.js';

type Data = NonNullable<RelationshipQuery['relationship']>;

/** One relationship: how it stands, what is owed, why, and what happened. */
export function RelationshipPage({ customerId }: { readonly customerId: string }) {
  const { params } = useAddress();
  const vantage = { asOf: params.get('asOf'), knownAt: params.get('known') };
  const answer = useAnswer(RelationshipDocument, { customerId, ...vantage });
  return (
    <Answer of={answer}>
      {({ relationship }) =>
        relationship === null ? (
          <>
            <h1>{customerId}</h1>
            <p>{words.relationship.unknown}</p>
          </>
        ) : (
          <Body relationship={relationship} vantage={vantage} isRecording={params.get('record') !== null} />
        )
      }
    </Answer>
  );
}

type BodyProps = {
  readonly relationship: Data;
  readonly vantage: Vantage;
  /** Whether the form that records anything is open at first. */
  readonly isRecording: boolean;
};

function Body({ relationship, vantage, isRecording }: BodyProps) {
  const now = useNow();
  const texts = words.relationship;
  const { customerId, openedAt, trust } = relationship;
  const { asOf, knownAt } = vantage;
  const isNow = asOf === null && knownAt === null;
  const shown = asOf ?? knownAt;
  const curve = (supposed: readonly SupposedPoint[]) => (
    <Curve {...{ customerId, openedAt, now, supposed }} shown={shown === null ? now : Date.parse(shown)} />
  );
  return (
    <div className="relationship">
      <Head relationship={relationship} now={now} />
      {isNow && <Owed relationship={relationship} now={now} isRecording={isRecording} />}
      <OpenMatters {...{ customerId, vantage, now }} />
      <section>
        <h2>{texts.curve}</h2>
        {isNow ? <Suppose {...{ customerId, now }}>{curve}</Suppose> : curve([])}
        <VantageSliders {...{ openedAt, vantage, now }} />
      </section>
      <section>
        <h2>{texts.why}</h2>
        {trust.contributions.length === 0 ? <p>{texts.noEvidence}</p> : <Waterfall trust={trust} />}
        <Unseen trust={trust} />
      </section>
      {isNow && (
        <section>
          <h2>{texts.before}</h2>
          <Brief customerId={customerId} />
        </section>
      )}
      <LookedBack {...{ customerId, vantage }} />
      <section>
        <h2>{texts.history}</h2>
        <Timeline customerId={customerId} vantage={vantage} />
      </section>
    </div>
  );
}

function Head({ relationship, now }: { readonly relationship: Data; readonly now: number }) {
  const { name, owner, cover, segment, closed, lastContactAt, renewsAt, sentiment, trust } = relationship;
  const { owed, bands, relationship: texts } = words;
  return (
    <header className="head">
      <div>
        <h1>{name}</h1>
        <ul className="facts">
          <li>{owner === null ? owed.nobody : owed.owner(owner)}</li>
          {cover !== null && <li>{owed.cover(cover.owner)}</li>}
          {segment !== null && <li>{segment}</li>}
          <li>{lastContactAt === null ? texts.noContact : texts.lastContact(ago(lastContactAt, now))}</li>
          {renewsAt !== null && <li>{texts.renews(date(renewsAt))}</li>}
        </ul>
        {closed && <p>{texts.closed}</p>}
        {sentiment !== null && <p>{texts.feels(texts.feelings[sentiment.level], sentiment.reason)}</p>}
      </div>
      <p className="score">
        <strong>{points(trust.score)}</strong>
        <span className={`trust band-${trust.band}`}>{bands[trust.band]}</span>
        <span className="quiet small">{texts.between(points(trust.interval.low), points(trust.interval.high))}</span>
      </p>
    </header>
  );
}

/** What is owed here, the most urgent first; what is deferred is counted. */
function Owed({
  relationship: { customerId, obligations },
  now,
  isRecording,
}: {
  readonly relationship: Data;
  readonly now: number;
  readonly isRecording: boolean;
}) {
  const texts = words.relationship;
  const [done, setDone] = useState<Done | null>(null);
  const due = obligations.filter(({ deferred }) => !deferred);
  const deferred = obligations.length - due.length;
  return (
    <section>
      <h2>{texts.owed}</h2>
      <div role="status" className="said">
        {done !== null && (
          <Outcome
            done={done}
            onUndone={(recorded) => setDone({ as: 'UNDONE', recorded })}
            onClose={() => setDone(null)}
          />
        )}
      </div>
      {due.length === 0 && <p>{texts.nothingOwed}</p>}
      {due.map((owed, index) => (
        <Call key={owed.id} owed={owed} now={now} isFirst={index === 0} onDone={setDone} />
      ))}
      <details className="another" open={isRecording}>
        <summary>{words.recording.another}</summary>
        <AnyForm customerId={customerId} onRecorded={(recorded) => setDone({ as: 'SAVED', recorded })} />
      </details>
      {deferred > 0 && <p className="quiet">{texts.deferred(count(deferred))}</p>}
    </section>
  );
}

/** What the score cannot see, and what would show more. */
function Unseen({ trust: { blindSpots, whatWouldHelp } }: { readonly trust: Data['trust'] }) {
  const { relationship: texts, brief } = words;
  return (
    <>
      {whatWouldHelp.length > 0 && (
        <div className="unseen">
          <h3>{texts.tooLittle}</h3>
          <ul>
            {whatWouldHelp.map(({ help, times }) => (
              <li key={help}>{texts.helps[help](count(times))}</li>
            ))}
          </ul>
        </div>
      )}
      {blindSpots.length > 0 && (
        <div className="unseen">
          <h3>{texts.cannotSee}</h3>
          <ul>
            {blindSpots.map(({ dimension }) => (
              <li key={dimension}>{brief.blind[dimension]}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
