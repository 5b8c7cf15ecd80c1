import { CONSTANTS as C } from './constants.js';

/** The assumptions of the capacity model, to be replaced by your own. */
export const ASSUMED = {
  contactsPerCustomerAYear: 20,
  yearsKept: 3,
  workingDaysAYear: 250,
  workingHoursADay: 8,
  /** The busiest hour as a multiple of the mean hour. */
  peak: 3,
  customersPerDashboard: 1_000,
  /** Seconds between two pages that a dashboard reads. It is also sent each change of its customers. */
  secondsBetweenPages: 30,
  /** The share of a core that may be busy at the peak. */
  mostBusy: 0.5,
} as const;

/** The load of so many customers. Rates are per second at the peak; bytes and seconds are for all the years kept. */
export function capacityOf(customers: number) {
  const contactsADay = (customers * ASSUMED.contactsPerCustomerAYear) / ASSUMED.workingDaysAYear;
  const contactsASecond = (ASSUMED.peak * contactsADay) / (ASSUMED.workingHoursADay * 3_600);
  const contactsKept = customers * ASSUMED.contactsPerCustomerAYear * ASSUMED.yearsKept;
  const dashboards = customers / ASSUMED.customersPerDashboard;
  const pagesASecond = dashboards / ASSUMED.secondsBetweenPages;
  const busy = {
    recording: (contactsASecond * C.recordingMicros.value) / 1e6,
    pages: (pagesASecond * C.pageMicros.value) / 1e6,
    // Each change is sent to one dashboard: the one that has the customer.
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

/** The most customers within a limit. Everything grows in proportion to the customers, so it is scaled from a million. */
export const mostCustomers = (limit: number, taken: (capacity: Capacity) => number): number =>
  (1e6 * limit) / taken(capacityOf(1e6));
