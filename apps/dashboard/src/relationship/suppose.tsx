import { useState } from 'react';
import { BriefDocument, SupposedDocument, type HypotheticalContactInput } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { aboutInput } from '../recording/meet.js';
import { change, points } from '../words/numbers.js';
import { words } from '../words/words.js';

/** Trust on a day to come. */
export type SupposedPoint = { readonly at: string; readonly score: number };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The days that are asked for: close together at first, where most changes. */
const DAYS = [0, 5, 15, 30, 45] as const;

type Supposition = {
  readonly key: string;
  readonly says: string;
  readonly contacts: readonly HypotheticalContactInput[];
};

/** What can be supposed: the contacts that the brief advises, and what would hurt. */
function useSuppositions(customerId: string): readonly Supposition[] {
  const { data } = useAnswer(BriefDocument, { customerId });
  const { brief, contacts, relationship: texts } = words;
  const advised = (data?.relationship?.brief.nextContacts ?? []).map(({ type, about }) => ({
    key: `${type} ${JSON.stringify(about)}`,
    says: brief.advice[type] ?? contacts[type],
    contacts: [hypothetical(type, aboutInput(about))],
  }));
  const others = (['CheckInHeld', 'StatusUpdateGiven', 'SurpriseDelayOccurred'] as const).map((type) => ({
    key: type,
    says: contacts[type],
    contacts: [{ type }],
  }));
  const three = {
    key: 'three',
    says: texts.threeCheckIns,
    contacts: Array.from({ length: 3 }, () => ({ type: 'CheckInHeld' as const })),
  };
  return [...advised, ...others.filter(({ key }) => !advised.some((each) => each.key.startsWith(`${key} `))), three];
}

/** A promise and an action are named in fields of their own. */
function hypothetical(
  type: HypotheticalContactInput['type'],
  about: ReturnType<typeof aboutInput>,
): HypotheticalContactInput {
  if (about === null) return { type };
  if (type === 'ExpectationMet' && about.expectationId != null) return { type, expectationId: about.expectationId };
  if (type === 'CorrectiveActionVerified' && about.actionId != null) return { type, actionId: about.actionId };
  return type === 'ProactiveCallMade' ? { type, about, news: 'BAD' } : { type, about };
}

type Props = {
  readonly customerId: string;
  readonly now: number;
  /** Gets the bent curve; it must not render anything itself. */
  readonly children: (supposed: readonly SupposedPoint[]) => React.ReactNode;
};

/** Adds a contact that has not happened, and says and draws what trust would be. Nothing is recorded. */
export function Suppose({ customerId, now, children }: Props) {
  const [chosen, setChosen] = useState('');
  const suppositions = useSuppositions(customerId);
  const supposition = suppositions.find(({ key }) => key === chosen);
  // To the minute, so that the answer of a moment ago is the same question; upwards, so that it has what was just recorded.
  const from = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
  const occurredAt = new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS).toISOString();
  const day = (index: 0 | 1 | 2 | 3 | 4) => new Date(from + DAYS[index] * DAY_MS).toISOString();
  const answer = useAnswer(
    SupposedDocument,
    {
      customerId,
      contacts: (supposition?.contacts ?? []).map((each) => ({ ...each, occurredAt })),
      ...{ day0: day(0), day1: day(1), day2: day(2), day3: day(3), day4: day(4) },
    },
    { enabled: supposition !== undefined },
  );
  const texts = words.relationship;
  const data = supposition === undefined ? undefined : answer.data;
  const days = data === undefined ? [] : [data.day0, data.day1, data.day2, data.day3, data.day4];
  const last = days.at(-1);
  const [error] = data?.day0.userErrors ?? [];
  return (
    <>
      {children(days.flatMap(({ asOf, after }) => (after === null ? [] : [{ at: asOf, score: after.score }])))}
      <div className="suppose">
        <label className="select">
          {texts.suppose}
          <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">{texts.supposeNothing}</option>
            {suppositions.map(({ key, says }) => (
              <option key={key} value={key}>
                {says}
              </option>
            ))}
          </select>
        </label>
        <p role="status">
          {error !== undefined && <span className="refused">{error.message}</span>}
          {error === undefined &&
            data?.day0.before != null &&
            data.day0.after !== null &&
            texts.supposed(
              change(data.day0.after.score - data.day0.before.score),
              points(data.day0.after.score),
              words.bands[data.day0.after.band],
            )}
          {error === undefined &&
            last?.before != null &&
            last.after !== null &&
            ` ${texts.supposedLater(points(last.after.score), points(last.before.score))}`}
        </p>
      </div>
    </>
  );
}
