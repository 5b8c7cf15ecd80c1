/** An offset has no change of clocks, so days and working days counted by it are wrong for half of the year in most places. */
const OFFSET = /^[+\-\u2212]/;

/** Whether it is the name of a zone of the IANA database. An offset, such as +02:00, is none. */
export function isTimeZone(name: string): boolean {
  if (OFFSET.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
