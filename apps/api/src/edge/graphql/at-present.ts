/** Comes between the events of a subscription: all that was on record was told. */
export class AtPresent {
  /**
   * @param cursor up to where it was told
   * @param telling which events are told of, in a form that is the same for all who are told of the same ones
   */
  constructor(
    readonly cursor: string,
    readonly telling: string,
  ) {}
}
