import { hrefOf, useAddress } from '../address/address.js';
import { BookCountsDocument, BookDocument, type BookQuery, type TrustBand } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { useNow } from '../look/now.js';
import { Answer } from '../look/state.js';
import { ownerShown, Whose } from '../owed/whose.js';
import { named } from '../session/choices.js';
import { useMe } from '../session/me.js';
import { count } from '../words/numbers.js';
import { words } from '../words/words.js';
import { orderIn } from './columns.js';
import { BookTable } from './book-table.js';
import { Filters } from './filters.js';

const PAGE = 25;
const DAY_MS = 24 * 60 * 60_000;
const TREND_DAYS = 90;

const isBand = (text: string | null): text is TrustBand => text !== null && text in words.bands;

/** All relationships. The server searches, filters, counts, orders and pages; the address keeps how. */
export function BookPage() {
  const { params } = useAddress();
  const now = useNow();
  const owner = ownerShown(params.get('owner'), useMe());
  const [band, segment, search, after, sort] = [
    params.get('band'),
    params.get('segment'),
    params.get('search'),
    params.get('after'),
    params.get('sort'),
  ];
  // To the day, so that the answer of a minute ago is the same question.
  const today = Math.ceil(now / DAY_MS) * DAY_MS;
  const which = { filter: { owner, segment, band: isBand(band) ? band : null }, search };
  const answer = useAnswer(BookDocument, {
    ...which,
    orderBy: orderIn(sort).orderBy,
    after,
    first: PAGE,
    from: new Date(today - TREND_DAYS * DAY_MS).toISOString(),
    to: new Date(today).toISOString(),
  });
  const counts = useAnswer(BookCountsDocument, which).data?.relationshipCounts ?? null;
  return (
    <>
      <div className="page-top">
        <h1>{words.book.heading}</h1>
        <Whose
          owner={owner}
          {...(counts === null
            ? {}
            : { owners: named(counts.byOwner.map(({ owner: id, count: many }) => ({ id, count: many }))) })}
        />
      </div>
      <Filters band={isBand(band) ? band : null} {...{ segment, search, counts }} />
      <p role="status" className="quiet">
        {counts !== null && words.book.total(count(counts.total))}
      </p>
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
