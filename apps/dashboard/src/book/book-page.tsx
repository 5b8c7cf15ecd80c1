import { ToggleButton } from 'react-aria-components';
import { hrefOf, keepInAddress, useAddress } from '../address/address.js';
import { BookDocument, type BookQuery, type TrustBand } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Choice } from '../look/choice.js';
import { useNow } from '../look/now.js';
import { Answer } from '../look/state.js';
import { ownerShown, Whose } from '../owed/whose.js';
import { useChoices } from '../session/choices.js';
import { useMe } from '../session/me.js';
import { words } from '../words/words.js';
import { orderIn } from './columns.js';
import { BookTable } from './book-table.js';

const PAGE = 25;
const DAY_MS = 24 * 60 * 60_000;
const TREND_DAYS = 90;

const isBand = (text: string | null): text is TrustBand => text !== null && text in words.bands;

/** All relationships. The server filters, orders and pages; the address keeps how. */
export function BookPage() {
  const { params } = useAddress();
  const now = useNow();
  const owner = ownerShown(params.get('owner'), useMe());
  const [band, segment, after, sort] = [
    params.get('band'),
    params.get('segment'),
    params.get('after'),
    params.get('sort'),
  ];
  // To the day, so that the answer of a minute ago is the same question.
  const today = Math.ceil(now / DAY_MS) * DAY_MS;
  const answer = useAnswer(BookDocument, {
    filter: { owner, segment, band: isBand(band) ? band : null },
    orderBy: orderIn(sort).orderBy,
    after,
    first: PAGE,
    from: new Date(today - TREND_DAYS * DAY_MS).toISOString(),
    to: new Date(today).toISOString(),
  });
  return (
    <>
      <div className="page-top">
        <h1>{words.book.heading}</h1>
        <Whose owner={owner} />
      </div>
      <Filters band={band} segment={segment} />
      <Answer of={answer}>
        {({ relationships }) => (
          <>
            <BookTable rows={relationships.edges.map(({ node }) => node)} sort={sort} now={now} />
            <Pages of={relationships.pageInfo} params={Object.fromEntries(params)} />
          </>
        )}
      </Answer>
    </>
  );
}

function Filters({ band, segment }: { readonly band: string | null; readonly segment: string | null }) {
  const { segments } = useChoices();
  const { book, bands } = words;
  const show = (chosen: TrustBand | null) => keepInAddress({ band: chosen, after: null });
  return (
    <div className="filters">
      <div role="group" aria-label={book.bands} className="choices">
        <ToggleButton isSelected={!isBand(band)} onChange={() => show(null)}>
          {book.anyBand}
        </ToggleButton>
        {(Object.keys(bands) as TrustBand[]).map((each) => (
          <ToggleButton key={each} isSelected={band === each} onChange={(isOn) => show(isOn ? each : null)}>
            <span className={`trust band-${each}`}>{bands[each]}</span>
          </ToggleButton>
        ))}
      </div>
      <Choice
        label={book.segment}
        placeholder={book.anySegment}
        chosen={segment}
        choices={segments}
        onChoose={(chosen) => keepInAddress({ segment: chosen, after: null })}
      />
    </div>
  );
}

type PagesProps = {
  readonly of: BookQuery['relationships']['pageInfo'];
  readonly params: Readonly<Record<string, string>>;
};

/** Links, so that the browser's way back goes through the pages. */
function Pages({ of: { hasNextPage, hasPreviousPage, endCursor }, params }: PagesProps) {
  if (!hasNextPage && !hasPreviousPage) return null;
  return (
    <nav className="pages" aria-label={words.book.pages}>
      {hasPreviousPage && <a href={hrefOf(['book'], { ...params, after: null })}>{words.book.firstPage}</a>}
      {hasNextPage && <a href={hrefOf(['book'], { ...params, after: endCursor })}>{words.book.nextPage}</a>}
    </nav>
  );
}
