import type { NeedStatus } from '../../ask/operations.js';

const stages: Readonly<Record<NeedStatus, string>> = {
  OPEN: 'Still a no',
  PATHWAY: 'On the way',
  FULFILLED: 'Now a yes',
};

export const needs = {
  nav: 'Needs',
  heading: 'From no to yes',
  about: 'What they asked for and we could not give. When one becomes a yes, a call is owed to everybody who waits.',
  stages,
  noneHere: 'None.',
  wait: (count: string, since: string) => `Waiting: ${count}, the first since ${since}`,
  accepted: (count: string) => `Took another way instead: ${count}`,
  since: (date: string) => `Since ${date}`,
  who: 'Who waits',
  step: 'We took a step',
  fulfil: 'It is a yes now',
  whichStep: 'Which step',
  whatChanged: 'What changed',
};
