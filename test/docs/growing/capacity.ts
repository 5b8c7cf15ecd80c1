import { CONSTANTS as C } from './constants.js';

/** What a book is taken to be; whoever has another one puts in their own. */
export const ASSUMED = {
  contactsPerCustomerAYear: 20,
  yearsKept: 3,
  workingDaysAYear: 250,
  workingHoursADay: 8,
  /** The busiest hour against the mean. */
  peak: 3,
  customersPerDashboard: 1_000,
  /** A dashboard reads a page of its list so often, seconds, and each change of a customer of its own is told to it. */
  secondsBetweenPages: 30,
  /** Of a core, how much is meant to be busy at the peak. */
  mostBusy: 0.5,
} as const;

/** What a book of so many customers takes. Rates a second, at the peak; bytes and seconds after the years that are kept. */
export function capacityOf(customers: number) {
  const contactsADay = (customers * ASSUMED.contactsPerCustomerAYear) / ASSUMED.workingDaysAYear;
  const contactsASecond = (ASSUMED.peak * contactsADay) / (ASSUMED.workingHoursADay * 3_600);
  const contactsKept = customers * ASSUMED.contactsPerCustomerAYear * ASSUMED.yearsKept;
  const dashboards = customers / ASSUMED.customersPerDashboard;
  const pagesASecond = dashboards / ASSUMED.secondsBetweenPages;
  const busy = {
    recording: (contactsASecond * C.recordingMicros.value) / 1e6,
    pages: (pagesASecond * C.pageMicros.value) / 1e6,
    // Every change is told to the one dashboard whose customer it is.
    telling: (contactsASecond * C.tellingMicros.value) / 1e6,
  };
  return {
    contactsADay,
    contactsASecond,
    contactsKept,
    dashboards,
    pagesASecond,
    busy,
    cores: (busy.recording + busy.pages + busy.telling) / ASSUMED.mostBusy,
    logBytes: contactsKept * C.logContactBytes.value,
    viewBytes: contactsKept * C.viewContactBytes.value + customers * C.viewRelationshipBytes.value,
    keyBytes: customers * C.keyBytes.value,
    rebuildSeconds: (contactsKept * C.rebuildContactMicros.value + customers * C.rebuildRelationshipMicros.value) / 1e6,
  };
}

export type Capacity = ReturnType<typeof capacityOf>;

/** The largest book within a limit, in customers. Everything grows with the customers, so one of a million tells it. */
export const mostCustomers = (limit: number, taken: (capacity: Capacity) => number): number =>
  (1e6 * limit) / taken(capacityOf(1e6));
