/** The name of the input or the payload of a mutation: `recordCheckIn` takes a `RecordCheckInInput`. */
export const mutationTypeName = (mutation: string, what: 'Input' | 'Payload'): string =>
  `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}${what}`;
