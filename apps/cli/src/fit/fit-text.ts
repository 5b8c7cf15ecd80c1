import type { TrustModelDocument } from '#trust';

/**
 * What a fit found, for the terminal.
 * @param file where the document is; null: it was not written
 * @param option the option that would write it
 */
export function fitText({ id, evidence }: TrustModelDocument, file: string | null, option = '--out FILE'): string {
  if (evidence === undefined) return id;
  const { fitted, heldOut, before, after, level, notes, outcome } = evidence;
  const figure = (value: number | null) => (value === null ? 'unknown' : value.toFixed(3));
  return [
    `${id}, a draft fitted to: ${outcome}.`,
    fitted.questions === 0
      ? `No outcome to learn from. Level: ${level}.`
      : `${fitted.questions} outcomes of ${fitted.customers} customers, ${fitted.bad} bad, ${fitted.from.slice(0, 10)} to ${fitted.to.slice(0, 10)}. Level: ${level}.`,
    `AUC on these ${figure(before)} before, ${figure(after)} after; ${
      heldOut === null
        ? 'nothing could be held out'
        : `on ${heldOut.questions} held out (${heldOut.bad} bad) ${figure(heldOut.before)} before, ${figure(heldOut.after)} after`
    }.`,
    ...(isWorse(heldOut) ? ['! On the outcomes that were held out the AUC fell.'] : []),
    ...notes.map((note) => `- ${note}`),
    file === null
      ? `Nothing was written: ${option} writes the document.`
      : `The document is in ${file}. Nothing uses it yet.`,
  ].join('\n');
}

type HeldOut = NonNullable<TrustModelDocument['evidence']>['heldOut'];

const isWorse = (heldOut: HeldOut): boolean =>
  heldOut?.before != null && heldOut.after != null && heldOut.after < heldOut.before;
