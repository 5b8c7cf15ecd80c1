import type { Incident } from './incident.js';

/** A need behind several requests: customers ask for different things because of the same need. */
export type NeedText = {
  readonly needId: string;
  readonly need: string;
  /** The requests. */
  readonly asks: readonly string[];
  readonly reason: string;
  /** Alternatives, the better one first. */
  readonly alternatives: readonly Incident['option'][];
};

export const NEEDS: readonly NeedText[] = [
  {
    needId: 'need-weekend-cover',
    need: 'Somebody who answers when they work and we do not',
    asks: ['A technician on site every Saturday', 'Hotline hours on Sundays', 'A contract with night service'],
    reason: 'We have nobody on duty at weekends and will not promise what we cannot staff.',
    alternatives: [
      {
        kind: 'REFERRAL',
        what: 'A partner who serves the site on Saturdays; introduced last week, offer is with them',
      },
      { kind: 'WORKAROUND', what: 'A duty phone for the three systems that the weekend shift needs' },
    ],
  },
  {
    needId: 'need-own-data',
    need: 'Their own data out of our systems without having to ask',
    asks: ['A database login for the analyst', 'Ticket data as a nightly file', 'A copy of the monitoring history'],
    reason: 'A login would show them the data of others as well.',
    alternatives: [
      { kind: 'SUBSTITUTE', what: 'A weekly export of their own tickets to their file share, first one already there' },
      { kind: 'LATER', what: 'A reporting view of their own, planned for the next half year' },
    ],
  },
  {
    needId: 'need-one-sign-in',
    need: 'One sign-in for everything that we run for them',
    asks: ['The portal with their own passwords', 'No more tokens for the shift leads', 'Badges as a sign-in'],
    reason: 'The portal cannot tell their directory from that of others today.',
    alternatives: [
      { kind: 'WORKAROUND', what: 'Longer sessions on the machines of the shift leads' },
      { kind: 'ESCALATION', what: 'I take it to the product board in person and bring their words along' },
    ],
  },
  {
    needId: 'need-predictable-bill',
    need: 'To know in advance what the year will cost',
    asks: ['A fixed price for projects', 'No invoices for small changes', 'A cap on hourly work'],
    reason: 'We cannot fix a price for work nobody has described.',
    alternatives: [
      { kind: 'SUBSTITUTE', what: 'A budget of forty hours with a call when thirty are used' },
      { kind: 'WORKAROUND', what: 'A price list for the ten changes they ask for most' },
    ],
  },
  {
    needId: 'need-proof-of-recovery',
    need: 'To be sure that they would come back after a disaster',
    asks: ['A second data centre', 'Hourly backups of everything', 'A certificate for the backup'],
    reason: 'A second site would cost more than their whole contract.',
    alternatives: [
      { kind: 'SUBSTITUTE', what: 'A restore rehearsal twice a year with their people in the room' },
      { kind: 'REFERRAL', what: 'The continuity adviser who helped two customers of their size' },
    ],
  },
  {
    needId: 'need-quieter-changes',
    need: 'No changes of ours in their busy season',
    asks: ['A change freeze from October to January', 'A veto on every patch', 'Updates once a year'],
    reason: 'Security patches cannot wait for three months.',
    alternatives: [
      { kind: 'WORKAROUND', what: "Patches on Tuesday nights only, each with a day's notice and a way back" },
      { kind: 'LATER', what: 'Everything but security moved to February' },
    ],
  },
];
