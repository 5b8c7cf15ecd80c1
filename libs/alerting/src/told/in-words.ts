/** The parts of a CloudEvent of ours that are said in words. */
export type AlertData = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** One sentence for a chat. It names ids, never names. */
export function inWords({ type, data }: AlertData): string {
  const said = (name: string): string => {
    const value = data[name];
    if (typeof value === 'number') return String(Math.round(value * 10) / 10);
    return Array.isArray(value) ? value.join(', ') : String(value);
  };
  const customer = `Customer ${said('customerId')}`;
  switch (type.split('.')[2]) {
    case 'BandCrossed':
      return `${customer} moved from ${said('from')} to ${said('to')}; the score is ${said('score')}.`;
    case 'ScoreDropped':
      return `${customer}: the score fell from ${said('highest')} to ${said('score')} within ${said('days')} days.`;
    case 'ObligationDue':
      return `${customer}: ${said('obligationKind')} is due at ${said('dueAt')}.`;
    case 'ObligationLapsed':
      return `${customer}: ${said('obligationKind')} was due at ${said('dueAt')} and was not met.`;
    case 'NeedFulfilled':
      return `${customer}: the need ${said('needId')}, for which they waited, is fulfilled. They are owed a call.`;
    default:
      return `${customer}: the score sees less of ${said('dimensions')} than before.`;
  }
}
