// Texts of check-ins, good news, complaints and sentiments.

export const TOPICS: readonly string[] = [
  'What keeps them busy this month',
  'New colleagues and who needs access',
  'Building work and moves planned',
  'Open tickets, oldest first',
  "The next quarter's projects",
  'How the night shift gets on',
  'What their customers complain about',
  'Licences that run out',
  'Holiday times and who stands in',
  'Feedback from the last survey',
  'Ideas from the shop floor',
  'Budget for next year',
  'Visit to our duty desk',
  'Plans for the second site',
];

export const CHECK_IN_NOTES: readonly string[] = [
  'Nothing wrong, and that was the point. Half an hour of listening.',
  'They are moving two teams in spring and were glad to be asked.',
  'Quiet month. Asked what we could stop doing; they will think about it.',
  'Walked the floor with the shift lead, found two broken docking stations.',
  'They mentioned in passing that invoices are hard to read. Noted.',
  'Short one, they had an audit. Agreed to talk longer next time.',
  'New coordinator joined; explained whom to ring for what.',
  'Coffee in their canteen. Heard more in the queue than in the meeting.',
  'They asked how others do holiday cover. Promised nothing, will ask around.',
  'Went through the five oldest tickets; closed three on the spot.',
  'Talked about the busy season. They fear November, not us.',
  'They like the monthly page. One figure they never look at: removed.',
];

export const WINS: readonly string[] = [
  'Moved the whole dispatch team over a weekend, and on Monday nobody noticed',
  'A full year without a lost working day at the second site',
  'Joiners able to work at eight, thirty times in a row',
  'Audit passed without a single finding on access',
  'The busy season without one change of ours in the way',
  'Their shift leads solved nine of ten printer faults with our card',
  'Restore rehearsal in half the agreed time, done by their own people',
  'Old warehouse system switched off after eleven years, with cake',
];

export const GOOD_NEWS: readonly string[] = [
  'Rang to say that the faster line is in a week early.',
  'The loan scanners may stay; the supplier gave them to us for the price of the loan.',
  'Found a licence they pay for twice. They get the difference back.',
  'The patch night is done by two instead of five from now on.',
  'Their ticket from spring that had no answer: there is one now.',
];

export const MISSTATEMENTS: readonly string[] = [
  'We said that the restore had been tested. It had not; the log of the test was from another customer.',
  'Our monthly page showed 99.9 per cent. The outage of the ninth had been left out.',
  'We told them that the patch was installed everywhere. Two servers never had it.',
];

export const ESCALATION_NOTES: readonly string[] = [
  'Second time this quarter, and both times we learned of it from our own staff.',
  'Nobody could tell me whose ticket it is. So now it is yours.',
  'I do not want a discount. I want a call before my people call me.',
  'We were promised an update on Tuesday. It is Friday.',
];

export const ACKNOWLEDGED: readonly string[] = [
  'Have it, am on it, will ring again.',
  'Rang back within the hour: no news yet, and a time for the next call.',
  'Told them who looks at it and what comes next.',
  'Asked what it stops them from doing. Took the words down as they were.',
];

export const PLAIN_NOES: readonly string[] = [
  'Wrote that we do not offer this.',
  'Sent the standard answer from the price list.',
  'Said no on the phone, between two meetings.',
];

export const EXECUTIVE_QUESTIONS: readonly string[] = [
  'One page on how we would go on if the main site were down',
  'What three others of our size do about weekends',
  'A date for the second site that I can give to my board',
  'Whether our figures would survive a fire in the server room',
  'Who decides at your end, and how I reach that person',
];

export const EXECUTIVE_GRIEVANCES: readonly string[] = [
  'Who answers for the outage of last week, by name',
  'Why I had to hear it from my driver',
  'What we pay for, in one sentence',
];

export const RETRACTION_REASONS: readonly string[] = [
  'Recorded with the wrong customer; the visit was next door.',
  'Entered twice, once from the phone and once from the desk.',
];

export const OWNER_CHANGE_REASONS: readonly string[] = [
  'They asked for somebody who rings back.',
  'Books redrawn by region.',
];

export const FEELINGS = {
  GOOD: [
    'They ring me with ideas, not with complaints.',
    'Asked us to the project for the new site before it was public.',
    'Laughed together about the outage of last spring. That is new.',
  ],
  MIXED: [
    'Polite, and a little short since the last invoice.',
    'The coordinator is with us, the finance side counts every hour.',
    'Good words, but two meetings moved in a row.',
  ],
  POOR: [
    'The tone has changed; copies go to their management now.',
    'They compare us with an offer, and say so.',
    'No answer to my last two mails.',
  ],
} as const;

export const LEAVING_REASONS: readonly string[] = [
  'Contract not renewed. In the last talk: always the last to know.',
  'Moved to a provider near the second site.',
  'Service taken back in house.',
];
