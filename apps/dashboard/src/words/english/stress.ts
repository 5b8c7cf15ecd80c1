export const stress = {
  nav: 'What if',
  heading: 'What if something went wrong?',
  suppose: 'Suppose that',
  mishaps: { silent: 'an owner falls silent', late: 'a service is late', missed: 'promises are missed' },
  owner: 'Which owner',
  everyOwner: 'Every owner',
  service: 'Which service',
  whichService: 'Say which service, in the name that issues have for it.',
  days: 'Days',
  notDone: 'The test is not done yet. Ask again in a moment.',
  nobodyFalls: 'Nobody would fall out of their band.',
  fall: (falling: string, concerned: string) =>
    `${falling} of ${concerned} relationships would fall out of their band.`,
  prevent: (calls: string, kept: string) => `${calls} calls made now would keep ${kept} of them where they are.`,
  from: (score: string, band: string) => `${score}, ${band}`,
  to: (score: string, band: string) => `${score}, ${band}`,
  call: (what: string, about: string | null, before: string) =>
    `${what}${about === null ? '' : `: “${about}”`}, before ${before}`,
  noCallKeeps: 'No calls made now would prevent it.',
  more: 'These are the 50 that would lose most.',
};
