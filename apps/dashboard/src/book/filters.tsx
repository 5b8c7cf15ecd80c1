import { useEffect, useRef, useState } from 'react';
import { Button, Input, Label, SearchField, ToggleButton } from 'react-aria-components';
import { keepInAddress } from '../address/address.js';
import type { BookCountsQuery, TrustBand } from '../ask/operations.js';
import { Choice } from '../look/choice.js';
import { named } from '../session/choices.js';
import { count } from '../words/numbers.js';
import { words } from '../words/words.js';

type Props = {
  readonly band: TrustBand | null;
  readonly segment: string | null;
  readonly search: string | null;
  /** Null until they are there. */
  readonly counts: BookCountsQuery['relationshipCounts'] | null;
};

/** Which relationships are shown, each choice with how many it would show. */
export function Filters({ band, segment, search, counts }: Props) {
  const { book, bands } = words;
  const show = (chosen: TrustBand | null) => keepInAddress({ band: chosen, after: null });
  const byBand = new Map(counts?.byBand.map((each) => [each.band, each.count]));
  const all = [...byBand.values()].reduce((sum, each) => sum + each, 0);
  return (
    <div className="filters">
      <ByName search={search ?? ''} />
      <Choice
        label={book.segment}
        placeholder={book.anySegment}
        chosen={segment}
        choices={named((counts?.bySegment ?? []).map(({ segment: id, count: many }) => ({ id, count: many })))}
        onChoose={(chosen) => keepInAddress({ segment: chosen, after: null })}
      />
      <div role="group" aria-label={book.bands} className="choices">
        <ToggleButton isSelected={band === null} onChange={() => show(null)}>
          {book.anyBand} {counts !== null && <Many of={all} />}
        </ToggleButton>
        {(Object.keys(bands) as TrustBand[]).map((each) => (
          <ToggleButton key={each} isSelected={band === each} onChange={(isOn) => show(isOn ? each : null)}>
            <span className={`trust band-${each}`}>{bands[each]}</span>{' '}
            {counts !== null && <Many of={byBand.get(each) ?? 0} />}
          </ToggleButton>
        ))}
      </div>
    </div>
  );
}

const Many = ({ of }: { readonly of: number }) => <span className="many">{count(of)}</span>;

/** So long after the last key, what was typed is searched for. */
const PAUSE_MS = 250;

/** Finds customers as their name is typed. */
function ByName({ search }: { readonly search: string }) {
  const [typed, setTyped] = useState(search);
  const kept = useRef(search);
  useEffect(() => {
    // Another address: a link, or the browser's way back.
    if (search !== kept.current) setTyped(search);
    kept.current = search;
  }, [search]);
  useEffect(() => {
    if (typed.trim() === kept.current) return;
    const waiting = setTimeout(() => {
      kept.current = typed.trim();
      keepInAddress({ search: typed.trim(), after: null });
    }, PAUSE_MS);
    return () => clearTimeout(waiting);
  }, [typed]);
  return (
    <SearchField className="by-name" value={typed} onChange={setTyped}>
      <Label>{words.book.search}</Label>
      <div className="combo">
        <Input placeholder={words.book.searchAbout} />
        <Button className="plain">✕</Button>
      </div>
    </SearchField>
  );
}
