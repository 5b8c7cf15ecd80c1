import { Button } from 'react-aria-components';
import { hrefOf, keepInAddress } from '../address/address.js';
import type { BookQuery } from '../ask/operations.js';
import { ago, count, date, left, points } from '../words/numbers.js';
import { words } from '../words/words.js';
import { orderIn, sortAfter, type Column } from './columns.js';
import { Trend } from './trend.js';

type Row = BookQuery['relationships']['edges'][number]['node'];
type Props = { readonly rows: readonly Row[]; readonly sort: string | null; readonly now: number };

export function BookTable({ rows, sort, now }: Props) {
  const { heads } = words.book;
  const head = (column: Column) => <Head column={column} sort={sort} />;
  if (rows.length === 0) return <p className="nothing">{words.book.none}</p>;
  return (
    <table className="book">
      <thead>
        <tr>
          {head('name')}
          {head('score')}
          {head('sure')}
          <th scope="col" className="wide">
            {heads.trend}
          </th>
          {head('contact')}
          <th scope="col">{heads.owed}</th>
          {head('renews')}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.customerId} row={row} now={now} />
        ))}
      </tbody>
    </table>
  );
}

/** Columns that a narrow window leaves out. */
const WIDE: ReadonlySet<Column> = new Set(['sure', 'contact', 'renews']);

function Head({ column, sort }: { readonly column: Column; readonly sort: string | null }) {
  const now = orderIn(sort);
  const isSorted = now.column === column;
  const direction = now.orderBy.direction === 'ASC' ? 'ascending' : 'descending';
  return (
    <th scope="col" className={WIDE.has(column) ? 'wide' : undefined} aria-sort={isSorted ? direction : undefined}>
      <Button className="plain" onPress={() => keepInAddress({ sort: sortAfter(column, sort), after: null })}>
        {words.book.heads[column]}
        <span aria-hidden="true">{isSorted ? (direction === 'ascending' ? ' ↑' : ' ↓') : ''}</span>
      </Button>
    </th>
  );
}

function Line({ row, now }: { readonly row: Row; readonly now: number }) {
  const { customerId, name, owner, cover, segment, lastContactAt, renewsAt, trust, trustHistory, obligations } = row;
  const due = obligations.filter(({ deferred }) => !deferred);
  const late = due.filter(({ dueAt }) => left(dueAt, now).isLate).length;
  const { bands, book, owed } = words;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf(['customers', customerId])}>{name}</a>
        <span className="quiet small">
          {[owner ?? owed.nobody, cover === null ? null : owed.cover(cover.owner), segment].filter(Boolean).join(', ')}
        </span>
      </th>
      <td>
        <span className={`trust band-${trust.band}`}>
          <strong>{points(trust.score)}</strong> {bands[trust.band]}
        </span>
      </td>
      <td className="wide figure">{book.between(points(trust.interval.low), points(trust.interval.high))}</td>
      <td className="wide">
        <Trend of={trustHistory} />
      </td>
      <td className="wide">{lastContactAt === null ? book.never : ago(lastContactAt, now)}</td>
      <td>
        {late === 0 ? count(due.length) : <span className="late">{book.late(count(late), count(due.length))}</span>}
      </td>
      <td className="wide">{renewsAt === null ? '' : date(renewsAt)}</td>
    </tr>
  );
}
