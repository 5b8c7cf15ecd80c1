import type { ImportSummary } from '#intake';

const number = new Intl.NumberFormat('en-US');

/** The summary for people. */
export function summaryText({ seconds, ...counts }: ImportSummary, dryRun: boolean): string {
  const { rowsRead, rowsWritten, contactsWritten, unchanged, refused, bad, cut } = counts;
  const perSecond = number.format(Math.round(rowsRead / Math.max(seconds, 0.001)));
  const line = (count: number, says: string) => `${number.format(count).padStart(11)}  ${says}`;
  return [
    line(rowsRead, `rows read in ${seconds.toFixed(1)} s${dryRun ? '' : ', views included'} (${perSecond}/s)`),
    line(rowsWritten, `${dryRun ? 'would be ' : ''}written: ${number.format(contactsWritten)} contacts`),
    line(unchanged, 'unchanged: nothing new in them'),
    line(refused, 'refused, in whole or in part'),
    line(bad, 'bad: could not be read, left out'),
    ...(cut === 0 ? [] : [line(cut, 'texts cut: only their beginning is recorded')]),
    ...(dryRun ? ['Nothing was recorded.'] : []),
  ].join('\n');
}
