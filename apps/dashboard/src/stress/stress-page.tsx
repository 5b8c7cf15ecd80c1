import { Input, Label, Radio, RadioGroup, TextField } from 'react-aria-components';
import { hrefOf, keepInAddress, useAddress } from '../address/address.js';
import { StressDocument, type StressQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { useSubject } from '../contacts/subject.js';
import { Choice } from '../look/choice.js';
import { Answer } from '../look/state.js';
import { useChoices } from '../session/choices.js';
import { count, moment, points } from '../words/numbers.js';
import { words } from '../words/words.js';
import { hypotheticalOf, MISHAPS, supposedIn, type Supposed } from './mishap.js';

type Fallen = NonNullable<StressQuery['stressTest']['relationships']>['edges'][number]['node'];
type Call = NonNullable<Fallen['remedy']>['calls'][number];

/** Who would fall if something went wrong, and the calls that would prevent it. */
export function StressPage() {
  const { params } = useAddress();
  const supposed = supposedIn(params);
  const hypothetical = hypotheticalOf(supposed);
  const answer = useAnswer(
    StressDocument,
    { hypothetical: hypothetical ?? {}, owner: null },
    { enabled: hypothetical !== null },
  );
  const { stress: texts } = words;
  return (
    <>
      <h1>{texts.heading}</h1>
      <Suppose supposed={supposed} />
      {hypothetical === null ? (
        <p className="quiet">{texts.whichService}</p>
      ) : (
        <Answer of={answer}>{({ stressTest }) => <Result of={stressTest} />}</Answer>
      )}
    </>
  );
}

function Suppose({ supposed: { mishap, what, days } }: { readonly supposed: Supposed }) {
  const { owners } = useChoices();
  const { stress: texts } = words;
  return (
    <div className="suppose">
      <RadioGroup
        value={mishap}
        onChange={(chosen) => keepInAddress({ mishap: chosen, what: null })}
        orientation="horizontal"
      >
        <Label>{texts.suppose}</Label>
        <div className="choices">
          {MISHAPS.map((each) => (
            <Radio key={each} value={each}>
              {texts.mishaps[each]}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {mishap === 'silent' && (
        <Choice
          label={texts.owner}
          placeholder={texts.everyOwner}
          chosen={what}
          choices={owners}
          onChoose={(chosen) => keepInAddress({ what: chosen })}
        />
      )}
      {mishap === 'late' && (
        <Choice
          label={texts.service}
          placeholder={texts.service}
          chosen={what}
          choices={[]}
          onChoose={(chosen) => keepInAddress({ what: chosen })}
        />
      )}
      <TextField className="days" value={String(days)} onChange={(value) => keepInAddress({ days: value })}>
        <Label>{texts.days}</Label>
        <Input type="number" min={0} max={365} />
      </TextField>
    </div>
  );
}

function Result({ of: { isComplete, totals, relationships } }: { readonly of: StressQuery['stressTest'] }) {
  const { stress: texts } = words;
  if (!isComplete || totals === null || relationships === null) return <p>{texts.notDone}</p>;
  const { falling, concerned, calls, kept } = totals;
  return (
    <>
      <div role="status" className="verdict">
        <strong>{falling === 0 ? texts.nobodyFalls : texts.fall(count(falling), count(concerned))}</strong>
        {falling > 0 && <p>{texts.prevent(count(calls), count(kept))}</p>}
      </div>
      {relationships.edges.map(({ node }) => (
        <FallenOne key={node.customerId} of={node} />
      ))}
      {relationships.pageInfo.hasNextPage && <p className="quiet">{texts.more}</p>}
    </>
  );
}

function FallenOne({ of: { customerId, relationship, owner, before, after, remedy } }: { readonly of: Fallen }) {
  const { stress: texts, bands, owed } = words;
  return (
    <article className="fallen">
      <div>
        <h2>
          <a href={hrefOf(['customers', customerId])}>{relationship?.name ?? customerId}</a>
        </h2>
        <p className="quiet small">{owner === null ? owed.nobody : owed.owner(owner)}</p>
      </div>
      <p>
        {texts.from(points(before.score), bands[before.band])} <span aria-hidden="true">→</span>{' '}
        <strong>{texts.to(points(after.score), bands[after.band])}</strong>
      </p>
      {remedy?.keeps === true ? (
        <ul>
          {remedy.calls.map((call, index) => (
            <CallLine key={index} customerId={customerId} call={call} />
          ))}
        </ul>
      ) : (
        <p>{texts.noCallKeeps}</p>
      )}
    </article>
  );
}

function CallLine({ customerId, call: { type, before, about } }: { readonly customerId: string; readonly call: Call }) {
  const subject = useSubject(customerId, null, about);
  const { stress: texts, brief, contacts } = words;
  return <li>{texts.call(brief.advice[type] ?? contacts[type], subject, moment(before))}</li>;
}
