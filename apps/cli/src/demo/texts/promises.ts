/** The texts of a promise by an account manager. */
export type PromiseText = {
  readonly asked: string;
  readonly what: string;
  readonly fallback: string;
  /** The reason for a delay. */
  readonly delay: string;
  /** The substitute if the promise is withdrawn. */
  readonly substitute: string;
  /** An update halfway. */
  readonly halfway: string;
};

export const PROMISES: readonly PromiseText[] = [
  {
    asked: 'Twelve laptops for the new colleagues',
    what: 'Twelve laptops, set up and labelled, on the desks before the first day',
    fallback: 'Loan laptops from our pool for whoever has none',
    delay: 'The supplier ships eight now and four next week.',
    substitute: 'Refurbished laptops of the same class, at our cost for a year',
    halfway: 'Eight of twelve set up; the labels wait for the list of names.',
  },
  {
    asked: 'A test system like the real one',
    what: "A test copy of the order system with last month's data",
    fallback: 'A demonstration system without their data',
    delay: 'Removing the personal data takes longer than copying it.',
    substitute: 'Two days of a tester on our own copy',
    halfway: 'Copy is there, names are being replaced.',
  },
  {
    asked: 'An honest list of what is out of support',
    what: 'A list of all servers with the end of their support, and what we suggest for each',
    fallback: 'The list without suggestions',
    delay: 'Six servers belong to nobody we can find, and I will not guess.',
    substitute: 'A walk through the server room with their coordinator and a printed list',
    halfway: 'Forty of fifty-two done. The six without an owner go on a list of their own.',
  },
  {
    asked: 'New joiners able to work on day one',
    what: 'Accounts for new joiners ready by eight on their first day',
    fallback: 'A guest account with mail and calendar',
    delay: 'Their personnel system sends the joiners a day late.',
    substitute: 'A person of ours on site every first Monday of the month',
    halfway: 'Three joiners this week, all three could work at eight.',
  },
  {
    asked: 'Somebody who explains the invoice',
    what: 'An invoice with one line per service and last month beside it',
    fallback: 'A call to go through the old one together',
    delay: 'Accounting closes the month first; I asked too late.',
    substitute: 'A spreadsheet with the same lines, by hand, every month until it works',
    halfway: 'First draft sent; their clerk wants the sites apart.',
  },
  {
    asked: 'Faster line for the second site',
    what: 'The second site on the faster line',
    fallback: 'A mobile router as a second line',
    delay: 'The carrier found no free fibre in the duct and has to dig.',
    substitute: 'A radio link that gives half the speed, up next week',
    halfway: 'Survey done, the permit to dig is applied for.',
  },
  {
    asked: 'Training for the new dispatch screen',
    what: 'Two half days of training for all three shifts',
    fallback: 'A recording and a card for the wall',
    delay: 'The trainer is ill; I would rather move it than send somebody unprepared.',
    substitute: 'A colleague of ours on the floor with every shift for a day',
    halfway: 'Dates agreed with the early and the late shift, night shift still open.',
  },
  {
    asked: 'Old mailboxes kept for the auditors',
    what: 'Mailboxes of leavers readable for the auditors',
    fallback: 'Export on request within a day',
    delay: 'Two mailboxes are damaged and being repaired.',
    substitute: 'Paper copies of the two mailboxes that the auditors named',
    halfway: 'All but two mailboxes are in the archive.',
  },
  {
    asked: 'A phone number that a person answers at night',
    what: 'A duty phone from ten to six, answered by somebody who knows the site',
    fallback: 'The general duty desk with our notes',
    delay: 'The second colleague starts a week later.',
    substitute: 'My own phone until the rota stands',
    halfway: 'Rota drawn up, two test calls at night answered within a minute.',
  },
  {
    asked: 'The meeting room screens to just work',
    what: 'All nine meeting rooms with one cable and one button',
    fallback: 'A printed card and a spare adapter in every room',
    delay: 'Three rooms have another model and need another part.',
    substitute: 'A cart with a screen that can be wheeled in',
    halfway: 'Six rooms done, the part for the other three is ordered.',
  },
  {
    asked: 'A second pair of eyes on the firewall',
    what: 'A review of the firewall rules with a list of what can go',
    fallback: 'The ten oldest rules only',
    delay: 'Two rules are used once a quarter, and the quarter ends on Friday.',
    substitute: 'A review by our partner company, paid by us',
    halfway: 'Half of the rules have an owner, the other half have my attention.',
  },
  {
    asked: 'Shared folders tidied up before the audit',
    what: 'Access to the finance folders reviewed and signed',
    fallback: 'Access frozen as it is, with a list of doubts',
    delay: 'The finance lead wants to see every group in person and is away until Tuesday.',
    substitute: 'A read-only copy for the auditors',
    halfway: 'Sixty groups of eighty signed.',
  },
];
