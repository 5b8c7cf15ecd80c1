import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { hrefOf } from '../address/address.js';
import { NeedsDocument, type NeedsQuery, type NeedStatus } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Answer } from '../look/state.js';
import { count, date } from '../words/numbers.js';
import { words } from '../words/words.js';
import { NeedForm } from './need-form.js';

type Need = NeedsQuery['needs']['edges'][number]['node'];

const PAGE = 200;
/** From no to yes. */
const WAY: readonly NeedStatus[] = ['OPEN', 'PATHWAY', 'FULFILLED'];

/** What we had to say no to, on its way to a yes. */
export function NeedsPage() {
  const answer = useAnswer(NeedsDocument, { first: PAGE });
  const { needs: texts } = words;
  return (
    <>
      <h1>{texts.heading}</h1>
      <p className="quiet">{texts.about}</p>
      <Answer of={answer}>
        {({ needs }) => (
          <div className="way">
            {WAY.map((status) => (
              <Stage key={status} status={status} of={needs.edges.map(({ node }) => node)} />
            ))}
          </div>
        )}
      </Answer>
    </>
  );
}

function Stage({ status, of }: { readonly status: NeedStatus; readonly of: readonly Need[] }) {
  const here = of.filter((need) => need.status === status);
  const { needs: texts } = words;
  return (
    <section>
      <h2>
        {texts.stages[status]} <span className="quiet">{count(here.length)}</span>
      </h2>
      {here.length === 0 && <p className="quiet">{texts.noneHere}</p>}
      {here.map((need) => (
        <NeedCard key={need.needId} need={need} />
      ))}
    </section>
  );
}

function NeedCard({ need }: { readonly need: Need }) {
  const [open, setOpen] = useState<'STEP' | 'FULFILMENT' | null>(null);
  const { needs: texts } = words;
  const { needId, status, waiting, waitingSince, alternativesAccepted, fulfilledAt, steps, waitingCustomers } = need;
  const toggle = (what: typeof open) => (isOn: boolean) => setOpen(isOn ? what : null);
  return (
    <article className="need">
      <h3>{need.need ?? needId}</h3>
      {waiting > 0 && waitingSince !== null && <p>{texts.wait(count(waiting), date(waitingSince))}</p>}
      {alternativesAccepted > 0 && <p className="quiet small">{texts.accepted(count(alternativesAccepted))}</p>}
      {status === 'FULFILLED' && fulfilledAt !== null && <p>{texts.since(date(fulfilledAt))}</p>}
      {steps.length > 0 && (
        <ol className="steps">
          {steps.map(({ stepId, step, occurredAt }) => (
            <li key={stepId}>
              {step} <span className="quiet small">{date(occurredAt)}</span>
            </li>
          ))}
        </ol>
      )}
      {waiting > 0 && (
        <details>
          <summary>{texts.who}</summary>
          <ul>
            {waitingCustomers.map(({ customerId, relationship }) => (
              <li key={customerId}>
                <a href={hrefOf(['customers', customerId])}>{relationship?.name ?? customerId}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {status !== 'FULFILLED' && (
        <div className="actions">
          <ToggleButton isSelected={open === 'STEP'} onChange={toggle('STEP')}>
            {texts.step}
          </ToggleButton>
          <ToggleButton className="plain" isSelected={open === 'FULFILMENT'} onChange={toggle('FULFILMENT')}>
            {texts.fulfil}
          </ToggleButton>
        </div>
      )}
      {open !== null && <NeedForm key={open} needId={needId} as={open} onClose={() => setOpen(null)} />}
    </article>
  );
}
