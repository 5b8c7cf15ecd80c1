type Measured = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** `npm run bench -- NAME` measures it. */
  readonly bench: string;
  readonly says: string;
};

/** Where and when the benches printed the values below. */
export const MEASURED_ON =
  'Measured on 2026-11-22 on 2 cores of an AMD EPYC, 24 GiB, Node 24.21.0, SQLite on ext4, with much other work going on.';

/** The constants of the capacity model. After a new measurement, change them here and make the page again. */
export const CONSTANTS = {
  logContactBytes: {
    name: 'Log, a contact',
    value: 554,
    unit: 'bytes',
    bench: 'storage',
    says: 'On disk, indexes included; contacts of a service desk, half of them with an encrypted note.',
  },
  viewContactBytes: {
    name: 'Views, a contact',
    value: 96,
    unit: 'bytes',
    bench: 'storage',
    says: 'Its row in the list of contacts.',
  },
  viewRelationshipBytes: {
    name: 'Views, a relationship',
    value: 1_638,
    unit: 'bytes',
    bench: 'storage',
    says: 'Its row, with all that is needed to assess it later, and its obligations.',
  },
  keyBytes: {
    name: 'Keys, a customer',
    value: 84,
    unit: 'bytes',
    bench: 'storage',
    says: 'Its key, stored separately from the log.',
  },
  rebuildContactMicros: {
    name: 'Rebuild, a contact',
    value: 30,
    unit: 'µs',
    bench: 'storage',
    says: 'Read, folded and written to every view.',
  },
  rebuildRelationshipMicros: {
    name: 'Rebuild, a relationship',
    value: 155,
    unit: 'µs',
    bench: 'storage',
    says: 'Assessed, with its obligations.',
  },
  recordingMicros: {
    name: 'Recording a contact',
    value: 521,
    unit: 'µs',
    bench: 'serving',
    says: 'Over HTTP: decided, encrypted, synced, projected and answered, 32 at once.',
  },
  pageMicros: {
    name: 'Answering with a page of fifty',
    value: 486,
    unit: 'µs',
    bench: 'serving',
    says: 'Relationships with score and band, over HTTP, out of 1,000.',
  },
  tellingMicros: {
    name: 'Telling a subscriber of a change',
    value: 30,
    unit: 'µs',
    bench: 'serving',
    says: 'To one of 1,000 sockets, with score and band before and after.',
  },
} satisfies Record<string, Measured>;
