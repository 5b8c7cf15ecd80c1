/**
 * The fields of type String whose text the product makes. Every other text is taken to be typed by somebody, so a field that
 * is added to the schema is marked as such until it stands here.
 */
const OURS: ReadonlySet<string> = new Set([
  'BlindSpot.words',
  'ContactEffect.whyNone',
  'Contribution.class',
  'DifferenceLine.class',
  'ForecastBasis.words',
  'Freshness.head',
  'Freshness.position',
  'Money.currency',
  'PageInfo.endCursor',
  'Trust.model',
  'UserError.code',
  'UserError.field',
  'UserError.message',
]);

/** @param coordinate `Type.field` */
export const isOurs = (coordinate: string): boolean => OURS.has(coordinate) || coordinate.endsWith('Payload.position');
