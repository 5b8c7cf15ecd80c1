import { quoted } from '#relationship';
import { LEFT_OUT_KINDS, type LeftOut, type LeftOutCount, type LeftOutExample } from '#validation';

const whole = new Intl.NumberFormat('en-US');

/** What of the source is in no contact, a line for each kind with its examples below; no lines where nothing was left out. */
export function leftOutLines({ records, counts }: LeftOut): string[] {
  if (counts.length === 0) return [];
  return [
    `Left out of ${whole.format(records)} rows:`,
    ...counts.flatMap((each) => [
      `- ${kindText(each)}`,
      ...each.examples.map((example) => `    ${exampleText(example)}`),
    ]),
  ];
}

/** One kind: how many, and what they do to labels. */
export function kindText({ kind, code, count, labels: { missing, doubtful } }: LeftOutCount): string {
  const effects = [
    ...(missing > 0 ? [`${whole.format(missing)} labels are missing`] : []),
    ...(doubtful > 0 ? [`${whole.format(doubtful)} labels may be wrong`] : []),
  ];
  const effect = effects.length === 0 ? 'no label changes' : effects.join(', ');
  return `${whole.format(count)} ${LEFT_OUT_KINDS[kind]}${code === null ? '' : ` (${code})`}: ${effect}`;
}

/** One example: where it stands, and what is wrong. */
export function exampleText({ line, column, value, says }: LeftOutExample): string {
  const place = [
    ...(line === null ? [] : [`line ${line}`]),
    ...(column === null ? [] : [`${column} ${value === null || value === '' ? 'is empty' : quoted(value)}`]),
  ].join(', ');
  return place === '' ? says : `${place}: ${says}`;
}
