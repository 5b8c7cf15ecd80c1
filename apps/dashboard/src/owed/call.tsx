import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { hrefOf } from '../address/address.js';
import type { OwedFragment, RecordedFragment } from '../ask/operations.js';
import { Brief } from '../brief/brief.js';
import { useSubject } from '../contacts/subject.js';
import { Trust } from '../look/band.js';
import { DeferForm } from '../recording/defer-form.js';
import type { Done } from '../recording/outcome.js';
import { RecordForm } from '../recording/record-form.js';
import { ago, left, moment, percent, points } from '../words/numbers.js';
import { words } from '../words/words.js';

type Props = {
  readonly owed: OwedFragment;
  readonly now: number;
  /** The one to do now is large. */
  readonly isFirst: boolean;
  readonly onDone: (done: Done) => void;
};

/** Less is 0.0 in the figures of the page. */
const LEAST_POINTS = 0.05;

type Open = 'RECORD' | 'BRIEF' | 'DEFER' | null;

/** One thing owed: what to do, for whom, by when, why, and doing it. */
export function Call({ owed, now, isFirst, onDone }: Props) {
  const [open, setOpen] = useState<Open>(null);
  const { kind, customerId, obligationId, dueAt, about, relationship } = owed;
  const subject = useSubject(customerId, owed.contact, about);
  const { isLate, text } = left(dueAt, now);
  const texts = words.owed;
  const toggle = (what: Open) => (isOn: boolean) => setOpen(isOn ? what : null);
  const done = (as: Done['as']) => (recorded: RecordedFragment) => onDone({ as, recorded });
  const name = relationship?.name ?? customerId;
  const Heading = isFirst ? 'h2' : 'h3';
  return (
    <article className={isFirst ? 'call first' : 'call'} aria-label={`${name}: ${texts.todo[kind](subject)}`}>
      <p className={isLate ? 'when is-late' : 'when'}>
        <strong>{text}</strong>
        <span className="quiet">{texts.due(moment(dueAt))}</span>
      </p>
      <div className="what">
        <p className="who">
          <a href={hrefOf(['customers', customerId])}>{name}</a>
        </p>
        <Heading>{texts.todo[kind](subject)}</Heading>
        <p className="why">
          {texts.why[kind](moment(dueAt))}
          {kind === 'CHECK_IN' &&
            relationship?.lastContactAt != null &&
            ` ${texts.lastSpoke(ago(relationship.lastContactAt, now))}`}
        </p>
        <Facts owed={owed} />
      </div>
      <div className="actions">
        <ToggleButton className={isFirst ? 'primary' : ''} isSelected={open === 'RECORD'} onChange={toggle('RECORD')}>
          {kind in texts.recordHere ? texts.recordHere[kind as keyof typeof texts.recordHere] : texts.record}
        </ToggleButton>
        <ToggleButton isSelected={open === 'BRIEF'} onChange={toggle('BRIEF')}>
          {texts.brief}
        </ToggleButton>
        <ToggleButton className="plain" isSelected={open === 'DEFER'} onChange={toggle('DEFER')}>
          {texts.defer}
        </ToggleButton>
      </div>
      {open !== null && (
        <div className="opened">
          {open === 'RECORD' && <RecordForm due={owed} onRecorded={done('SAVED')} onCancel={() => setOpen(null)} />}
          {open === 'BRIEF' && <Brief customerId={customerId} />}
          {open === 'DEFER' && (
            <DeferForm
              customerId={customerId}
              obligationId={obligationId}
              onRecorded={done('DEFERRED')}
              onCancel={() => setOpen(null)}
            />
          )}
        </div>
      )}
    </article>
  );
}

/** The figures, and who answers for the relationship. */
function Facts({ owed: { pointsAtStake, forecast, relationship } }: { readonly owed: OwedFragment }) {
  const texts = words.owed;
  const cover = relationship?.cover ?? null;
  return (
    <ul className="facts">
      {pointsAtStake >= LEAST_POINTS && <li className="stake">{texts.stake(points(pointsAtStake))}</li>}
      {forecast !== null && <li title={forecast.restsOn.words}>{texts.risk(percent(forecast.risk))}</li>}
      {relationship !== null && (
        <>
          <li>
            <Trust {...relationship.trust} />
          </li>
          <li>
            {relationship.owner === null ? texts.nobody : texts.owner(relationship.owner)}
            {cover !== null && ` (${texts.cover(cover.owner)})`}
          </li>
        </>
      )}
    </ul>
  );
}
