import { NO_HOLIDAYS, type Calendar, type WaitingHours } from '#relationship';
import { parseModel, TRUST_BETA_2, type TrustModel, type TrustModelDocument } from '#trust';

/** Hours by severity: 4, 24 and 72 for an answer, a day, a week and 30 days for the next word. */
export const HOURS: WaitingHours = {
  RESPOND: { MINOR: 72, NORMAL: 24, MAJOR: 4 },
  UPDATE: { MINOR: 720, NORMAL: 168, MAJOR: 24 },
};
export const WAITING_CALENDAR: Calendar = { ...NO_HOLIDAYS, waiting: { ...HOURS, bySegment: new Map() } };

export const WAITING_DOCUMENT = {
  ...TRUST_BETA_2.document,
  id: 'waiting/1',
  classes: {
    ...TRUST_BETA_2.document.classes,
    left_waiting: {
      halfLifeDays: 60,
      saturatesAt: null,
      weights: { responsiveness: -0.5, care: -0.2 },
      recovers: true,
    },
  },
  waiting: { respondHours: HOURS.RESPOND, updateHours: HOURS.UPDATE, bySegment: {} },
} satisfies TrustModelDocument;

/** A model by which silence counts. */
export const WAITING: TrustModel = parseModel(WAITING_DOCUMENT);
