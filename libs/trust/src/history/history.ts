import type { Interval } from '../assessment/interval.js';
import type { TrustModel } from '../model/model.js';
import type { TrustBand } from '../score/band.js';

/** A model that was active from an instant on, until the next. */
export type ModelInForce = { readonly model: TrustModel; readonly from: number };

export type HistoryAsked = {
  /** First and last instant, milliseconds since the epoch; both are points of the curve. */
  readonly from: number;
  readonly to: number;
  /** How many points, 2 to 1,000, evenly spaced to the millisecond. A period with fewer milliseconds has one for each. */
  readonly points: number;
  readonly knownAt: number;
  /** The models in force; the earliest one is also used before its own `from`. */
  readonly models: readonly [ModelInForce, ...ModelInForce[]];
};

export type HistoryPoint = {
  readonly at: number;
  /** Points, 0 to 100; null where the relationship was not open. Exactly what `assess` gives as of that instant. */
  readonly score: number | null;
  readonly band: TrustBand | null;
  /** 90 % credible interval before the cap, as `assess` gives it; null where `score` is. Worked out when it is read. */
  readonly interval: Interval | null;
};

/** Something that happened on the curve. Times are milliseconds since the epoch. */
export type HistoryMarker =
  | {
      readonly is: 'CONTACT';
      readonly at: number;
      readonly contactId: string;
      readonly type: string;
      /** The score at that instant without and with all its contacts; null where the relationship was not open. */
      readonly before: number | null;
      readonly after: number | null;
    }
  | {
      readonly is: 'BAND';
      /** The first millisecond of the new band. */
      readonly at: number;
      readonly from: TrustBand;
      readonly to: TrustBand;
      /** TIME: by ageing or by a due time that passed, without a contact. */
      readonly by: 'CONTACT' | 'MODEL' | 'TIME';
    }
  | { readonly is: 'MODEL'; readonly at: number; readonly from: string; readonly to: string };

export type TrustHistory = {
  readonly points: readonly HistoryPoint[];
  /** In order of time; after `from`, up to and including `to`. */
  readonly markers: readonly HistoryMarker[];
};
