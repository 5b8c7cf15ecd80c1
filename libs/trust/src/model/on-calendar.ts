import { NO_HOLIDAYS, type Calendar } from '#relationship';
import type { TrustModelDocument } from './document.js';
import type { TrustModel } from './model.js';

/** Cache: a model on a calendar is one object, so that what is kept for a model is found again. */
const made = new WeakMap<Calendar, WeakMap<TrustModelDocument, TrustModel>>();

/** The model where these days and hours are worked. A model from its document alone counts every hour. */
export function onCalendar(model: TrustModel, calendar: Calendar): TrustModel {
  if (calendar === NO_HOLIDAYS) return model;
  const onThis = made.get(calendar) ?? new WeakMap<TrustModelDocument, TrustModel>();
  made.set(calendar, onThis);
  const { cadenceBySegment, waiting } = model.calendar;
  const known = onThis.get(model.document) ?? { ...model, calendar: { ...calendar, cadenceBySegment, waiting } };
  onThis.set(model.document, known);
  return known;
}
