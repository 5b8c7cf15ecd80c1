import type { TrustModel } from '#trust';

/** The model that scores are read by, in a form that can be injected. */
export class ActiveModel {
  constructor(readonly model: TrustModel) {}
}
