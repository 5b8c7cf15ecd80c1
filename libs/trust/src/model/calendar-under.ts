import type { Calendar } from '#relationship';
import type { TrustModel } from './model.js';

/** The calendar with the cadence that the model sets for each segment. */
export const calendarUnder = ({ cadenceBySegment }: TrustModel, calendar: Calendar): Calendar =>
  cadenceBySegment.size === 0 ? calendar : { ...calendar, cadenceBySegment };
