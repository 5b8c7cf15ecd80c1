import { sql, type SqlBool } from 'kysely';
import { ranked, urgencyAt, type Ranked } from './obligation-rank.js';
import { owedRows, type Asked } from './owed-rows.js';

/**
 * An index gives the order of what is overdue. Of the rest, only what can rank high enough is read, so most rows of a large
 * portfolio are never read.
 */
export async function byPoints(asked: Asked, heads: readonly Ranked[]): Promise<Ranked[]> {
  const { asOf, wanted } = asked;
  const rest = owedRows(asked, true).where('kind', '!=', 'HEADS_UP').selectAll();
  const overdue = await rest
    .where('due_at', '<=', asOf)
    .orderBy('points', 'desc')
    .orderBy('due_at')
    .orderBy('customer_id')
    .orderBy('obligation_id')
    .limit(wanted)
    .execute();
  const certain = overdue.map((row) => ranked(row, asOf, null));
  const least = [...heads, ...certain][wanted - 1]?.urgency;
  const urgency = urgencyAt(asOf);
  const future = await rest
    .where('due_at', '>', asOf)
    .$if(least !== undefined, (rows) =>
      rows.where('points', '>', least ?? 0).where(sql<SqlBool>`${urgency} > ${least}`),
    )
    .orderBy(urgency, 'desc')
    .orderBy('due_at')
    .orderBy('customer_id')
    .orderBy('obligation_id')
    .limit(wanted)
    .execute();
  return [...certain, ...future.map((row) => ranked(row, asOf, null))];
}
